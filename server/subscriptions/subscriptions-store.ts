import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import {
  groupBy,
  type Interval,
  type PlainDate,
  type SubscriptionChargeId,
  type SubscriptionId,
} from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type SubscriptionCharge = {
  readonly id: SubscriptionChargeId;
  readonly ratePlanId: string;
  readonly chargeId: string;
  readonly kind: "recurring" | "one_time";
  readonly model: "flat" | "per_unit";
  readonly interval: Interval | null;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly effectiveFromOn: PlainDate;
  readonly effectiveUntilOn: PlainDate | null;
  readonly chargedThroughOn: PlainDate | null;
};

export type Subscription = {
  readonly id: SubscriptionId;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly status: string;
  readonly policyId: number;
  readonly orderId: string;
  readonly timeZone: string;
  readonly startOn: PlainDate;
  readonly anchorOn: PlainDate;
  readonly endOn: PlainDate | null;
  readonly chargedThroughOn: PlainDate | null;
  readonly createdAt: Date;
  readonly charges: readonly SubscriptionCharge[];
};

/** The subscriptions of accounts with their present charges. Callers have checked the right to see the accounts. */
export const listSubscriptionsOfAccounts = async (
  ctx: ServiceContext,
  accountIds: readonly string[],
): Promise<Subscription[]> => {
  if (accountIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.accountId, [...accountIds]))
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id));
  return withCharges(ctx, rows);
};

export const listSubscriptionsByIds = async (ctx: ServiceContext, ids: readonly string[]): Promise<Subscription[]> => {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.id, [...ids]));
  return withCharges(ctx, rows);
};

export const listSubscriptionsOfOrder = async (ctx: ServiceContext, orderId: string): Promise<Subscription[]> => {
  const rows = await ctx.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  return withCharges(ctx, rows);
};

export const withCharges = async (
  ctx: ServiceContext,
  rows: readonly (typeof subscriptions.$inferSelect)[],
): Promise<Subscription[]> => {
  const ids = rows.map((row) => row.id);
  const chargeRows = await ctx.db
    .select()
    .from(subscriptionCharges)
    .where(and(inArray(subscriptionCharges.subscriptionId, ids), isNull(subscriptionCharges.supersededAt)))
    .orderBy(asc(subscriptionCharges.position));
  const bySubscription = groupBy(chargeRows, (row) => row.subscriptionId);
  return rows.map((row) => ({
    ...row,
    id: row.id as SubscriptionId,
    startOn: row.startOn as PlainDate,
    anchorOn: row.anchorOn as PlainDate,
    endOn: row.endOn as PlainDate | null,
    chargedThroughOn: row.chargedThroughOn as PlainDate | null,
    charges: (bySubscription.get(row.id) ?? []).map(toCharge),
  }));
};

const toCharge = (row: typeof subscriptionCharges.$inferSelect): SubscriptionCharge => ({
  ...row,
  id: row.id as SubscriptionChargeId,
  interval: row.intervalUnit && row.intervalCount ? { unit: row.intervalUnit, count: row.intervalCount } : null,
  effectiveFromOn: row.effectiveFromOn as PlainDate,
  effectiveUntilOn: row.effectiveUntilOn as PlainDate | null,
  chargedThroughOn: row.chargedThroughOn as PlainDate | null,
});
