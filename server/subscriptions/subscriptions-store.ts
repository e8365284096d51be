import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import {
  DomainError,
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
  readonly kind: "recurring" | "one_time" | "usage";
  readonly model: string;
  readonly interval: Interval | null;
  readonly quantity: string;
  /** Of a flat price or of one unit; null where a price has tiers. */
  readonly unitPrice: string | null;
  readonly effectiveFromOn: PlainDate;
  readonly effectiveUntilOn: PlainDate | null;
};

export type Subscription = {
  readonly id: SubscriptionId;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly status: string;
  readonly isPastDue: boolean;
  readonly policyId: number;
  readonly orderId: string;
  readonly timeZone: string;
  readonly startOn: PlainDate;
  readonly paidFromOn: PlainDate;
  readonly endOn: PlainDate | null;
  readonly billingDay: number | null;
  readonly quantity: string;
  readonly interval: Interval;
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

/** The account that a subscription belongs to: for whoever locks it before reading on. Refuses one that is unknown. */
export const getOwnerOf = async (ctx: ServiceContext, subscriptionId: string): Promise<string> => {
  const [row] = await ctx.db
    .select({ accountId: subscriptions.accountId })
    .from(subscriptions)
    .where(eq(subscriptions.id, subscriptionId));
  if (row) return row.accountId;
  throw new DomainError("not_found", "subscription.not_found", "There is no such subscription.", {
    field: "subscription",
  });
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

/** The rows of all charges that a subscription has and had. */
export const listChargeRowIds = async (ctx: ServiceContext, subscriptionId: string): Promise<string[]> => {
  const rows = await ctx.db
    .select({ id: subscriptionCharges.id })
    .from(subscriptionCharges)
    .where(eq(subscriptionCharges.subscriptionId, subscriptionId));
  return rows.map(({ id }) => id);
};

export type SubscriptionRow = typeof subscriptions.$inferSelect;
export type ChargeRow = typeof subscriptionCharges.$inferSelect;

/** The charges of subscriptions as they are now, by subscription, in their order. */
export const loadPresentCharges = async (
  ctx: ServiceContext,
  subscriptionIds: readonly string[],
): Promise<Map<string, ChargeRow[]>> => {
  if (subscriptionIds.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(subscriptionCharges)
    .where(
      and(inArray(subscriptionCharges.subscriptionId, [...subscriptionIds]), isNull(subscriptionCharges.supersededAt)),
    )
    .orderBy(asc(subscriptionCharges.position));
  return groupBy(rows, (row) => row.subscriptionId);
};

const withCharges = async (ctx: ServiceContext, rows: readonly SubscriptionRow[]): Promise<Subscription[]> => {
  const bySubscription = await loadPresentCharges(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toSubscription(row, bySubscription.get(row.id) ?? []));
};

export const toSubscription = (row: SubscriptionRow, charges: readonly ChargeRow[]): Subscription => ({
  ...row,
  id: row.id as SubscriptionId,
  startOn: row.startOn as PlainDate,
  paidFromOn: row.paidFromOn as PlainDate,
  endOn: row.endOn as PlainDate | null,
  chargedThroughOn: row.chargedThroughOn as PlainDate | null,
  interval: intervalOf(row),
  charges: charges.map((charge) => toCharge(row, charge)),
});

export const intervalOf = (row: Pick<SubscriptionRow, "intervalUnit" | "intervalCount">): Interval => ({
  unit: row.intervalUnit,
  count: row.intervalCount,
});

const toCharge = (subscription: SubscriptionRow, row: ChargeRow): SubscriptionCharge => {
  const { model, price } = subscription.overrides?.[row.chargeId] ?? row.price;
  const hasSinglePrice = (model === "flat" || model === "per_unit") && typeof price === "string";
  return {
    id: row.id as SubscriptionChargeId,
    ratePlanId: row.ratePlanId,
    chargeId: row.chargeId,
    kind: row.kind,
    model: String(model),
    interval: row.kind === "one_time" ? null : intervalOf(subscription),
    quantity: row.quantity ?? subscription.quantity,
    unitPrice: hasSinglePrice ? price : null,
    effectiveFromOn: row.effectiveFromOn as PlainDate,
    effectiveUntilOn: row.effectiveUntilOn as PlainDate | null,
  };
};
