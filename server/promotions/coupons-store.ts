import { and, eq, inArray } from "drizzle-orm";
import { coupons } from "@/db/schema/promotions";
import { DomainError, formatRational, type PlainDate, parseRational, type Rational } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import type { CodeTerms } from "./core";

export type Coupon = {
  readonly key: string;
  readonly kind: "percent" | "amount";
  readonly value: Rational;
  /** How many months it lasts from the paid start; null where it lasts as long as the subscription. */
  readonly lastsMonths: number | null;
};

export type NewCoupon = Pick<Coupon, "key" | "kind" | "value"> &
  Partial<Omit<CodeTerms, "key">> & {
    readonly sellerId: string;
    readonly lastsMonths?: number;
    /** Whether shoppers may type its key. */
    readonly isCode?: boolean;
  };

/** Makes a coupon of a seller. Its key is its name, and taken once. */
export const createCoupon = (ctx: ServiceContext, { value, ratePlanKeys, ...coupon }: NewCoupon): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "catalog:publish");
    const id = makeId("cpn");
    const made = await inner.db
      .insert(coupons)
      .values({
        ...coupon,
        id,
        value: formatRational(value),
        ratePlanKeys: ratePlanKeys ? [...ratePlanKeys] : null,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: coupons.id });
    if (made.length === 0) {
      const sentence = `There is a coupon ${coupon.key} already. Choose another name.`;
      throw new DomainError("conflict", "coupon.key_taken", sentence, { field: "key" });
    }
    await recordAudit(inner, { action: "coupons:create", accountId: null, subjectIds: [id] });
  });

type Row = typeof coupons.$inferSelect;

const toCoupon = ({ key, kind, value, lastsMonths }: Row): Coupon => ({
  ...{ key, kind, lastsMonths },
  value: parseRational(value),
});

const listRows = (ctx: ServiceContext, sellerId: string, keys: readonly string[]): Promise<Row[]> =>
  ctx.db
    .select()
    .from(coupons)
    .where(and(eq(coupons.sellerId, sellerId), inArray(coupons.key, [...keys])));

/** The coupons of a seller by key, in the order asked for. Refuses a key that is none. */
export const listCoupons = async (
  ctx: ServiceContext,
  sellerId: string,
  keys: readonly string[],
): Promise<Coupon[]> => {
  if (keys.length === 0) return [];
  const rows = await listRows(ctx, sellerId, keys);
  return keys.map((key) => {
    const row = rows.find((one) => one.key === key);
    if (row) return toCoupon(row);
    throw new DomainError("invalid_input", "coupon.unknown", `There is no coupon ${key}. Check how it is written.`, {
      field: "coupons",
    });
  });
};

export type StoredCode = CodeTerms & { readonly id: string };

/** The codes of a seller that shoppers may type, of those that are named. */
export const listCodes = async (
  ctx: ServiceContext,
  sellerId: string,
  keys: readonly string[],
): Promise<StoredCode[]> => {
  if (keys.length === 0) return [];
  const rows = await listRows(ctx, sellerId, keys);
  return rows
    .filter(({ isCode }) => isCode)
    .map(({ startsOn, endsOn, ...row }) => ({
      ...row,
      startsOn: startsOn as PlainDate | null,
      endsOn: endsOn as PlainDate | null,
    }));
};
