import { priceOfCharge } from "@/server/billing/core";
import { ONE } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { listBillingPolicies, loadLives, type StoredLife } from "@/server/subscriptions";
import type { SubscriptionPolicy } from "@/server/subscriptions/core";
import { computeRecurringRevenue, type RecurringRevenue, type RecurringSubscription } from "./core";

/** What subscriptions of one currency bring in a month by their recurring charges, coupons taken off; exact, in minor units. */
export const readRecurringRevenue = async (
  ctx: ServiceContext,
  subscriptionIds: readonly string[],
): Promise<RecurringRevenue> => {
  requirePermission(ctx.actor, "invoices:read");
  const lives = await loadLives(ctx, subscriptionIds);
  const policies = await listBillingPolicies(
    ctx,
    lives.map(({ policyId }) => policyId),
  );
  const services = new Map(policies.map(({ id, service }) => [id, service]));
  return computeRecurringRevenue(
    lives.flatMap((stored) => {
      const policy = services.get(stored.policyId);
      return policy ? chargesOf(stored, policy) : [];
    }),
  );
};

const chargesOf = (
  { accountId, currency, timeZone: zone, life }: StoredLife,
  policy: SubscriptionPolicy,
): RecurringSubscription[] => {
  // What ends by itself does not lower what recurs.
  const lasting = { ...life, coupons: life.coupons.filter(({ until }) => !until) };
  const basis = { currency, zone, policy, taxPercent: null, closesAt: null, events: [] };
  return life.plan.charges
    .filter(({ kind }) => kind === "recurring")
    .map((charge) => ({
      customer: accountId,
      priceMinor: priceOfCharge(lasting, charge, basis),
      quantity: ONE,
      addOnsMinor: [],
      interval: life.plan.interval,
      discount: null,
      isActive: life.status === "active",
      startOn: null,
      endOn: null,
      trialEndOn: null,
    }));
};
