import { entitlements } from "@/db/schema/entitlements";
import { lockAccount } from "@/server/accounts";
import { listPublishedRatePlans } from "@/server/catalog";
import type { FeatureValue, RatePlan } from "@/server/catalog/core";
import { groupBy, parseRational } from "@/server/kernel";
import {
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { listSubscriptionsByIds, type Subscription, type SubscriptionCharge } from "@/server/subscriptions";
import { entitlementsChanged } from "./events";

/** Gives accounts the features of the rate plans they subscribed to. Told twice, it happens once. */
export const grantEntitlements = async (ctx: ServiceContext, subscriptionIds: readonly string[]): Promise<void> => {
  const [subscriptions, ratePlans] = [
    await listSubscriptionsByIds(ctx, subscriptionIds),
    await listPublishedRatePlans(ctx),
  ];
  const plans = new Map<string, RatePlan>(ratePlans.map((plan) => [plan.id, plan]));
  for (const [accountId, group] of groupBy(subscriptions, (subscription) => subscription.accountId)) {
    await inTransaction(ctx, async (inner) => {
      await lockAccount(inner, accountId);
      await grantToAccount(
        inner,
        accountId,
        group.flatMap((subscription) => rowsOf(inner, subscription, plans)),
      );
    });
  }
};

type Row = typeof entitlements.$inferInsert;

const grantToAccount = async (ctx: TransactionContext, accountId: string, rows: readonly Row[]): Promise<void> => {
  if (rows.length === 0) return;
  const inserted = await ctx.db
    .insert(entitlements)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: entitlements.id });
  if (inserted.length === 0) return;
  await recordAudit(ctx, {
    action: "entitlements:grant",
    accountId,
    subjectIds: inserted.map((row) => row.id),
  });
  emitAll(ctx, entitlementsChanged, [accountId]);
};

const rowsOf = (ctx: ServiceContext, subscription: Subscription, plans: ReadonlyMap<string, RatePlan>): Row[] => {
  const firstCharges = [...groupBy(subscription.charges, (charge) => charge.ratePlanId).values()].map(
    ([first]) => first,
  );
  return firstCharges.flatMap((charge) => {
    const plan = charge && plans.get(charge.ratePlanId);
    if (!charge || !plan) return [];
    return Object.entries(plan.features).map(([feature, value]) => ({
      id: makeId("ent"),
      accountId: subscription.accountId,
      feature,
      value: resolve(value, charge),
      sourceKind: "rate_plan" as const,
      sourceId: charge.id,
      sourceName: plan.charges[0]?.name ?? plan.name,
      effectiveFromOn: charge.effectiveFromOn,
      effectiveUntilOn: subscription.endOn,
      createdAt: ctx.now,
    }));
  });
};

const resolve = (value: FeatureValue, charge: SubscriptionCharge): FeatureValue =>
  value.kind === "quantity" && value.limit === "per_seat"
    ? { kind: "quantity", limit: Number(parseRational(charge.quantity).n) }
    : value;
