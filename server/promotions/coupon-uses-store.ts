import { and, asc, count, eq, inArray, isNotNull, isNull, ne, notInArray } from "drizzle-orm";
import { coupons, couponUses } from "@/db/schema/promotions";
import { DomainError } from "@/server/kernel";
import { makeId, type ServiceContext, type TransactionContext } from "@/server/platform";
import { sayRefusal, unknownCode } from "./core";

/** How often coupons are used, by their ids, orders that came to nothing and this one left out. */
export const countUses = async (
  ctx: ServiceContext,
  couponIds: readonly string[],
  exceptOrderId: string | null,
): Promise<Map<string, number>> => {
  if (couponIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ couponId: couponUses.couponId, uses: count() })
    .from(couponUses)
    .where(
      and(
        inArray(couponUses.couponId, [...couponIds]),
        isNull(couponUses.givenBackAt),
        exceptOrderId === null ? undefined : ne(couponUses.orderId, exceptOrderId),
      ),
    )
    .groupBy(couponUses.couponId);
  return new Map(rows.map(({ couponId, uses }) => [couponId, uses]));
};

export type CouponsOfOrder = {
  readonly orderId: string;
  readonly sellerId: string;
  /** Those that it takes off now; what it held beside them is given back. */
  readonly keys: readonly string[];
};

/**
 * Holds coupons for an order that is placed. Whoever wants one of few stands in line at the coupon's row and is counted
 * after those before them have committed; what is used up then is refused, and with it the order.
 */
export const holdCoupons = async (
  ctx: TransactionContext,
  { orderId, sellerId, keys }: CouponsOfOrder,
): Promise<void> => {
  const ids = await lockCoupons(ctx, { orderId, sellerId, keys });
  await giveBack(ctx, orderId, ids);
  if (ids.length === 0) return;
  await ctx.db
    .insert(couponUses)
    .values(ids.map((couponId) => ({ id: makeId("cpu"), couponId, orderId, heldAt: ctx.now })))
    .onConflictDoUpdate({ target: [couponUses.couponId, couponUses.orderId], set: { givenBackAt: null } });
};

const lockCoupons = async (
  ctx: TransactionContext,
  { orderId, sellerId, keys }: CouponsOfOrder,
): Promise<readonly string[]> => {
  if (keys.length === 0) return [];
  const isMeant = and(eq(coupons.sellerId, sellerId), inArray(coupons.key, [...keys]));
  const limited = await ctx.db
    .select()
    .from(coupons)
    .where(and(isMeant, isNotNull(coupons.usesMax)))
    // In one order for all, so that two who want two of them never wait for each other.
    .orderBy(asc(coupons.id))
    .for("no key update");
  const limitedIds = limited.map(({ id }) => id);
  const uses = await countUses(ctx, limitedIds, orderId);
  const usedUp = limited.find(({ id, usesMax }) => usesMax !== null && (uses.get(id) ?? 0) >= usesMax);
  if (usedUp) throw usedUpError(usedUp.key);
  const all = await ctx.db.select({ id: coupons.id }).from(coupons).where(isMeant);
  return all.map(({ id }) => id);
};

const usedUpError = (key: string): DomainError => {
  const said = sayRefusal("used_up", unknownCode(key));
  return new DomainError("conflict", "coupon.used_up", `${said} You have not been charged. Remove it, then pay.`, {
    field: "code",
    coupon: key,
  });
};

const giveBack = async (ctx: TransactionContext, orderId: string, exceptIds: readonly string[]): Promise<void> => {
  await ctx.db
    .update(couponUses)
    .set({ givenBackAt: ctx.now })
    .where(
      and(
        eq(couponUses.orderId, orderId),
        isNull(couponUses.givenBackAt),
        exceptIds.length > 0 ? notInArray(couponUses.couponId, [...exceptIds]) : undefined,
      ),
    );
};

/** An order that came to nothing leaves its coupons to others. */
export const giveBackCoupons = (ctx: TransactionContext, orderId: string): Promise<void> => giveBack(ctx, orderId, []);
