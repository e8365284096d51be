import { and, eq, inArray } from "drizzle-orm";
import { coupons } from "@/db/schema/promotions";
import { DomainError, formatRational, parseRational, type Rational } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";

export type Coupon = {
  readonly key: string;
  readonly kind: "percent" | "amount";
  readonly value: Rational;
};

export type NewCoupon = Coupon & { readonly sellerId: string };

/** Makes a coupon of a seller. Its key is its name, and taken once. */
export const createCoupon = (ctx: ServiceContext, { sellerId, key, kind, value }: NewCoupon): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "catalog:publish");
    const id = makeId("cpn");
    const made = await inner.db
      .insert(coupons)
      .values({ id, sellerId, key, kind, value: formatRational(value), createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: coupons.id });
    if (made.length === 0) {
      throw new DomainError("conflict", "coupon.key_taken", `There is a coupon ${key} already. Choose another name.`, {
        field: "key",
      });
    }
    await recordAudit(inner, { action: "coupons:create", accountId: null, subjectIds: [id] });
  });

/** The coupons of a seller by key, in the order asked for. Refuses a key that is none. */
export const listCoupons = async (
  ctx: ServiceContext,
  sellerId: string,
  keys: readonly string[],
): Promise<Coupon[]> => {
  if (keys.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(coupons)
    .where(and(eq(coupons.sellerId, sellerId), inArray(coupons.key, [...keys])));
  return keys.map((key) => {
    const row = rows.find((one) => one.key === key);
    if (row) return { key, kind: row.kind, value: parseRational(row.value) };
    throw new DomainError("invalid_input", "coupon.unknown", `There is no coupon ${key}. Check how it is written.`, {
      field: "coupons",
    });
  });
};
