import { desc, eq } from "drizzle-orm";
import { invoiceLines, invoiceNumbers, invoices } from "@/db/schema/invoices";
import { type Account, getAccount } from "@/server/accounts";
import { type NextInvoice, previewNextInvoice } from "@/server/billing";
import { listPublishedRatePlans } from "@/server/catalog";
import { isSoldIn, type RatePlan, singleFigure } from "@/server/catalog/core";
import { DomainError, formatRational, type Interval, localDayOf, type PlainDate } from "@/server/kernel";
import { type ChangeConvention, conventionsBeside } from "@/server/orders/core";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { type ChargePrice, writePrice } from "@/server/rating/core";
import { getPolicy, listSubscriptionsByIds, loadLives } from "@/server/subscriptions";
import {
  type SubscriptionChange,
  type SubscriptionLife,
  type WrittenRenewal,
  writeRenewal,
} from "@/server/subscriptions/core";
import { type NamedSubscription, nameSubscriptions } from "./name-subscriptions";

export type ScheduledChange = {
  readonly position: number;
  readonly on: PlainDate;
  readonly kind: SubscriptionChange["kind"];
  /** What it changes to: the names of the plans, or the quantity. */
  readonly to: string | null;
};

export type BilledLineInList = {
  readonly id: string;
  readonly invoiceId: string;
  readonly number: string;
  readonly issueOn: PlainDate;
  readonly description: string;
  readonly serviceStartOn: PlainDate;
  readonly serviceEndOn: PlainDate;
  readonly netMinor: bigint;
};

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

export type SubscriptionPageView = {
  readonly subscription: NamedSubscription;
  readonly account: Account;
  readonly nextInvoice: NextInvoice | null;
  readonly scheduled: readonly ScheduledChange[];
  readonly coupons: readonly string[];
  /** Null where it goes on without end. */
  readonly term: { readonly endsOn: PlainDate; readonly renewal: WrittenRenewal | null } | null;
  /** Newest first. */
  readonly lines: readonly BilledLineInList[];
  /** Of the plan that is no add-on, as it is on sale. */
  readonly planKey: string | null;
  /** What it may be changed to. */
  readonly plans: readonly PlanOnOffer[];
  readonly addOns: readonly AddOnOnOffer[];
  /** What may be agreed otherwise than in its policy, when it is changed and when it is ended. */
  readonly conventions: { readonly change: readonly ChangeConvention[]; readonly cancel: readonly ChangeConvention[] };
};

const linesShown = 50;

/** A subscription with what is to come of it and what was billed for it. */
export const readSubscriptionPage = async (
  ctx: ServiceContext,
  subscriptionId: string,
): Promise<SubscriptionPageView> => {
  requirePermission(ctx.actor, "invoices:read");
  const [found] = await listSubscriptionsByIds(ctx, [subscriptionId]);
  if (!found) throw new DomainError("not_found", "subscription.not_found", "There is no such subscription.");
  const [subscription] = await nameSubscriptions(ctx, [found]);
  if (!subscription) throw new DomainError("not_found", "subscription.not_found", "There is no such subscription.");
  const plans = await listPublishedRatePlans(ctx);
  const [stored] = await loadLives(ctx, [subscriptionId]);
  const policy = await getPolicy(ctx, subscription.policyId);
  const heldIds = new Set(subscription.charges.map(({ ratePlanId }) => ratePlanId));
  const nameOf = new Map(plans.map((plan) => [plan.id as string, plan.name]));
  return {
    subscription,
    account: await getAccount(ctx, subscription.accountId),
    nextInvoice: await previewNextInvoice(ctx, subscriptionId),
    scheduled: (stored?.life.waiting ?? []).map(({ position, at, change }) => ({
      position,
      on: localDayOf(at, subscription.timeZone),
      kind: change.kind,
      to: toOf(change, nameOf, subscription),
    })),
    coupons: (stored?.life.coupons ?? []).map(({ key }) => key),
    term: termOf(stored?.life, subscription.timeZone),
    lines: await listLines(ctx, subscriptionId),
    planKey: plans.find(({ id, isAddOn }) => !isAddOn && heldIds.has(id))?.key ?? null,
    plans: plansOnOffer(plans, subscription.currency),
    addOns: addOnsOnOffer(plans, subscription),
    conventions: {
      change: conventionsBeside(policy.service, false),
      cancel: conventionsBeside(policy.service, true),
    },
  };
};

const termOf = (life: SubscriptionLife | undefined, zone: string): SubscriptionPageView["term"] =>
  life?.endsAt ? { endsOn: localDayOf(life.endsAt, zone), renewal: life.renewal && writeRenewal(life.renewal) } : null;

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

type Life = Awaited<ReturnType<typeof loadLives>>[number]["life"];
type Change = Life["waiting"][number]["change"];

const toOf = (
  change: Change,
  nameOf: ReadonlyMap<string, string>,
  { charges, currency }: NamedSubscription,
): string | null => {
  if (change.kind === "change_quantity") return formatRational(change.quantity);
  if (change.kind === "change_price") {
    const nameOfCharge = new Map(charges.map(({ chargeId, name }) => [chargeId as string, name]));
    return Object.entries(change.prices)
      .map(([id, price]) => `${nameOfCharge.get(id) ?? id} ${sayPrice(price, currency)}`)
      .join(", ");
  }
  if (change.kind !== "change_plan") return null;
  return change.plan.key
    .split(" ")
    .map((id) => nameOf.get(id) ?? id)
    .join(", ");
};

/** A price of one figure; what has tiers, or is the plan's own again, goes without one. */
const sayPrice = (price: ChargePrice | null, currency: string): string => {
  const figure = price && singleFigure({ ...writePrice(price) });
  return figure ? `${figure} ${currency}` : "";
};

const listLines = async (ctx: ServiceContext, subscriptionId: string): Promise<BilledLineInList[]> => {
  const rows = await ctx.db
    .select({
      id: invoiceLines.id,
      invoiceId: invoiceLines.invoiceId,
      number: invoiceNumbers.number,
      issueOn: invoices.issueOn,
      description: invoiceLines.description,
      serviceStartOn: invoiceLines.serviceStartOn,
      serviceEndOn: invoiceLines.serviceEndOn,
      netMinor: invoiceLines.netMinor,
    })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .innerJoin(invoiceNumbers, eq(invoiceNumbers.invoiceId, invoiceLines.invoiceId))
    .where(eq(invoiceLines.subscriptionId, subscriptionId))
    .orderBy(desc(invoices.issueOn), desc(invoiceLines.id))
    .limit(linesShown);
  return rows.map((row) => ({
    ...row,
    issueOn: row.issueOn as PlainDate,
    serviceStartOn: row.serviceStartOn as PlainDate,
    serviceEndOn: row.serviceEndOn as PlainDate,
  }));
};
