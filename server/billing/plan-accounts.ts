import type { AccountToBill } from "@/server/accounts";
import { listPublishedRatePlans } from "@/server/catalog";
import type { Charge, RatePlan } from "@/server/catalog/core";
import { dayInZone, groupBy, invariant, isDomainError, type RoundingMode } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { listSellers, type Seller } from "@/server/sellers";
import { listBillingPolicies, type Subscription } from "@/server/subscriptions";
import type { AccountFailure } from "./bill-run-errors-store";
import { type AccountBilling, type ChargeToBill, planAccountBilling, type SubscriptionToBill } from "./core";

/** What a run needs to know that does not change while it runs: read once, shared by its batches. */
export type BillingBasis = {
  readonly seller: Seller;
  readonly charges: ReadonlyMap<string, { readonly ratePlan: RatePlan; readonly charge: Charge }>;
  readonly roundings: ReadonlyMap<number, RoundingMode>;
  readonly cutoffAt: Date;
  readonly billRunId: string | null;
};

export const loadBillingBasis = async (
  ctx: ServiceContext,
  run: { readonly sellerId: string; readonly cutoffAt: Date; readonly billRunId: string | null },
): Promise<BillingBasis> => {
  const [sellers, ratePlans, policies] = await Promise.all([
    listSellers(ctx),
    listPublishedRatePlans(ctx),
    listBillingPolicies(ctx),
  ]);
  const seller = sellers.find(({ id }) => id === run.sellerId);
  invariant(seller, "A run's seller is registered.");
  return {
    seller,
    charges: new Map(
      ratePlans.flatMap((ratePlan) => ratePlan.charges.map((charge) => [charge.id, { ratePlan, charge }] as const)),
    ),
    roundings: new Map(policies.map(({ id, rounding }) => [id, rounding])),
    cutoffAt: run.cutoffAt,
    billRunId: run.billRunId,
  };
};

export type PlannedAccount = { readonly accountId: string; readonly billing: AccountBilling };

export type PlannedAccounts = {
  readonly planned: readonly PlannedAccount[];
  readonly failures: readonly AccountFailure[];
};

/** Plans each account by itself: one that cannot be billed becomes a failure with its reason and stops nobody. */
export const planAccounts = (
  ctx: ServiceContext,
  basis: BillingBasis,
  accounts: readonly AccountToBill[],
  due: readonly Subscription[],
): PlannedAccounts => {
  const byAccount = groupBy(due, ({ accountId }) => accountId);
  const sellerDay = dayInZone(ctx.now, basis.seller.timeZone);
  const planned: PlannedAccount[] = [];
  const failures: AccountFailure[] = [];
  for (const { account, billTo } of accounts) {
    try {
      const billing = planAccountBilling({
        account,
        billTo,
        seller: basis.seller,
        billRunId: basis.billRunId,
        now: ctx.now,
        throughDay: dayInZone(basis.cutoffAt, account.timeZone),
        sellerDay,
        subscriptions: (byAccount.get(account.id) ?? []).map((subscription) => toSubscription(basis, subscription)),
      });
      planned.push({ accountId: account.id, billing });
    } catch (error) {
      failures.push(toFailure(account.id, error));
    }
  }
  return { planned, failures };
};

export const toFailure = (accountId: string, error: unknown): AccountFailure => ({
  accountId,
  reason: isDomainError(error) ? error.reason : "bill_run.unexpected",
  message: error instanceof Error ? error.message.slice(0, 500) : "An unexpected failure.",
});

const toSubscription = (basis: BillingBasis, subscription: Subscription): SubscriptionToBill => {
  const rounding = basis.roundings.get(subscription.policyId);
  invariant(rounding, `There is no billing policy ${subscription.policyId}.`);
  return {
    id: subscription.id,
    currency: subscription.currency,
    policyId: subscription.policyId,
    rounding,
    anchor: subscription.anchorOn,
    charges: subscription.charges.map((charge): ChargeToBill => {
      const sold = basis.charges.get(charge.chargeId);
      invariant(sold, `Charge ${charge.chargeId} is not in the published catalog.`);
      return {
        key: charge.id,
        kind: charge.kind,
        model: charge.model,
        interval: charge.interval,
        quantity: charge.quantity,
        unitPrice: charge.unitPrice,
        effectiveFrom: charge.effectiveFromOn,
        effectiveUntil: charge.effectiveUntilOn,
        chargedThrough: charge.chargedThroughOn,
        ...sold,
      };
    }),
  };
};
