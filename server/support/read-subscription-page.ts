import { type NextInvoice, previewNextInvoice } from "@/server/billing";
import { listPublishedRatePlans } from "@/server/catalog";
import { isSoldIn, type RatePlan } from "@/server/catalog/core";
import { type Interval, invariant } from "@/server/kernel";
import { type ChangeConvention, conventionsBeside } from "@/server/orders/core";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { getPolicy, listSubscriptionsByIds, listVersions, loadLives } from "@/server/subscriptions";
import type { NamedSubscription } from "./name-subscriptions";
import { nameVersions, type RecordedVersion } from "./read-subscription-history";
import { findSubscription, nameSubscription, readState, type SubscriptionState } from "./read-subscription-state";

export type PlanOnOffer = {
  readonly key: string;
  readonly name: string;
  readonly intervals: readonly Interval["unit"][];
};

export type AddOnOnOffer = {
  readonly key: string;
  readonly name: string;
  /** How many of it the subscription has; "0" where none. */
  readonly quantity: string;
  readonly isCounted: boolean;
};

export type SubscriptionPageView = SubscriptionState & {
  readonly nextInvoice: NextInvoice | null;
  readonly history: readonly RecordedVersion[];
  /** Of the plan that is no add-on, as it is on sale. */
  readonly planKey: string | null;
  /** What it may be changed to. */
  readonly plans: readonly PlanOnOffer[];
  readonly addOns: readonly AddOnOnOffer[];
  /** What may be agreed otherwise than in its policy, when it is changed and when it is ended. */
  readonly conventions: { readonly change: readonly ChangeConvention[]; readonly cancel: readonly ChangeConvention[] };
};

/** A subscription with what is to come of it and what was billed for it. */
export const readSubscriptionPage = async (
  ctx: ServiceContext,
  subscriptionId: string,
): Promise<SubscriptionPageView> => {
  requirePermission(ctx.actor, "invoices:read");
  const subscription = await nameSubscription(ctx, await findSubscription(ctx, subscriptionId));
  const plans = await listPublishedRatePlans(ctx);
  const [stored] = await loadLives(ctx, [subscriptionId]);
  invariant(stored, "What is listed has a life.");
  const policy = await getPolicy(ctx, subscription.policyId);
  const heldIds = new Set(subscription.charges.map(({ ratePlanId }) => ratePlanId));
  return {
    ...(await readState(ctx, { subscription, life: stored.life, plans, through: null })),
    nextInvoice: await previewNextInvoice(ctx, subscriptionId),
    history: nameVersions(await listVersions(ctx, subscriptionId), plans, subscription.timeZone),
    planKey: plans.find(({ id, isAddOn }) => !isAddOn && heldIds.has(id))?.key ?? null,
    plans: plansOnOffer(plans, subscription.currency),
    addOns: addOnsOnOffer(plans, subscription),
    conventions: {
      change: conventionsBeside(policy.service, false),
      cancel: conventionsBeside(policy.service, true),
    },
  };
};

/** By which model each charge of a subscription is priced now. */
export const listChargeModels = async (
  ctx: ServiceContext,
  subscriptionId: string,
): Promise<ReadonlyMap<string, string>> => {
  requirePermission(ctx.actor, "invoices:read");
  const [found] = await listSubscriptionsByIds(ctx, [subscriptionId]);
  return new Map(found?.charges.map(({ chargeId, model }) => [chargeId, model]));
};

const intervals = ["month", "year"] as const;

const soldIn = (plan: RatePlan, currency: string) =>
  intervals.filter((unit) => isSoldIn(plan, currency, { unit, count: 1 }));

const plansOnOffer = (plans: readonly RatePlan[], currency: string): PlanOnOffer[] =>
  plans
    .filter((plan) => plan.isOnSale && !plan.isAddOn)
    .map((plan) => ({ key: plan.key, name: plan.name, intervals: soldIn(plan, currency) }))
    .filter((plan) => plan.intervals.length > 0);

/**
 * Those on sale that go on, and how many of each the subscription has, of whatever version. What is due once is charged
 * with a new subscription and not with a change.
 */
const addOnsOnOffer = (
  plans: readonly RatePlan[],
  { charges, currency }: Pick<NamedSubscription, "charges" | "currency">,
): AddOnOnOffer[] => {
  const keyOf = new Map(plans.map((plan) => [plan.id as string, plan.key]));
  return plans
    .filter((plan) => plan.isOnSale && plan.isAddOn && plan.charges.some(({ kind }) => kind !== "one_time"))
    .filter((plan) => soldIn(plan, currency).length > 0)
    .map(({ key, name, quantityMax }) => ({
      key,
      name,
      quantity: charges.find(({ ratePlanId }) => keyOf.get(ratePlanId) === key)?.quantity ?? "0",
      isCounted: quantityMax > 1,
    }));
};
