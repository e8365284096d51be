import { and, asc, eq, inArray } from "drizzle-orm";
import { couponAmounts, coupons } from "@/db/schema/promotions";
import { DomainError, formatRational, groupBy, invariant, type PlainDate, parseRational } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { type CodeTerms, type CouponTerms, checkCoupon, currenciesOf } from "./core";

export type Coupon = CouponTerms & {
  readonly key: string;
  /** How many months it lasts from the paid start; null where it lasts as long as the subscription. */
  readonly lastsMonths: number | null;
};

/** What a coupon is known by, and what holds for whoever takes it. */
export type CouponRules = Partial<Omit<CodeTerms, "key" | "currencies" | "isLongerTrial">> & {
  readonly key: string;
  readonly lastsMonths?: number;
  /** Whether shoppers may type its key. */
  readonly isCode?: boolean;
};

export type NewCoupon = CouponTerms & CouponRules & { readonly sellerId: string };

/** Makes a coupon of a seller. Its key is its name, and taken once. */
export const createCoupon = (ctx: ServiceContext, coupon: NewCoupon): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "catalog:publish");
    checkCoupon(coupon, coupon.lastsMonths);
    const { sellerId, key, lastsMonths, isCode, startsOn, endsOn, usesMax, intervalUnit, isForNewCustomers } = coupon;
    const id = makeId("cpn");
    const made = await inner.db
      .insert(coupons)
      .values({
        ...{ id, sellerId, key, lastsMonths, isCode, startsOn, endsOn, usesMax, intervalUnit, isForNewCustomers },
        kind: coupon.kind,
        value: coupon.kind === "percent" ? formatRational(coupon.value) : null,
        trialDays: coupon.kind === "trial" ? coupon.days : null,
        ratePlanKeys: coupon.ratePlanKeys ? [...coupon.ratePlanKeys] : null,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: coupons.id });
    if (made.length === 0) {
      const sentence = `There is a coupon ${key} already. Choose another name.`;
      throw new DomainError("conflict", "coupon.key_taken", sentence, { field: "key" });
    }
    if (coupon.kind === "amount") {
      const amounts = Object.entries(coupon.amounts);
      await inner.db
        .insert(couponAmounts)
        .values(amounts.map(([currency, amountMinor]) => ({ couponId: id, currency, amountMinor })));
    }
    await recordAudit(inner, { action: "coupons:create", accountId: null, subjectIds: [id] });
  });

type Row = typeof coupons.$inferSelect;
type Stored = { readonly row: Row; readonly terms: CouponTerms };

const toTerms = ({ kind, value, trialDays }: Row, amounts: Readonly<Record<string, bigint>>): CouponTerms => {
  if (kind === "amount") return { kind, amounts };
  if (kind === "percent") return { kind, value: parseRational(value ?? "0") };
  invariant(trialDays !== null, "A coupon for a trial has days.");
  return { kind, days: trialDays };
};

const loadCoupons = async (ctx: ServiceContext, sellerId: string, keys: readonly string[]): Promise<Stored[]> => {
  if (keys.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(coupons)
    .where(and(eq(coupons.sellerId, sellerId), inArray(coupons.key, [...keys])));
  const ofAmounts = rows.filter(({ kind }) => kind === "amount").map(({ id }) => id);
  if (ofAmounts.length === 0) return rows.map((row) => ({ row, terms: toTerms(row, {}) }));
  const amounts = await ctx.db
    .select()
    .from(couponAmounts)
    .where(inArray(couponAmounts.couponId, ofAmounts))
    .orderBy(asc(couponAmounts.currency));
  const byCoupon = groupBy(amounts, ({ couponId }) => couponId);
  return rows.map((row) => {
    const own = byCoupon.get(row.id) ?? [];
    return {
      row,
      terms: toTerms(row, Object.fromEntries(own.map(({ currency, amountMinor }) => [currency, amountMinor]))),
    };
  });
};

/** The coupons of a seller by key, in the order asked for. Refuses a key that is none. */
export const listCoupons = async (
  ctx: ServiceContext,
  sellerId: string,
  keys: readonly string[],
): Promise<Coupon[]> => {
  const stored = await loadCoupons(ctx, sellerId, keys);
  return keys.map((key) => {
    const found = stored.find(({ row }) => row.key === key);
    if (found) return { ...found.terms, key, lastsMonths: found.row.lastsMonths };
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
  const stored = await loadCoupons(ctx, sellerId, keys);
  return stored
    .filter(({ row }) => row.isCode)
    .map(({ row: { startsOn, endsOn, ...row }, terms }) => ({
      ...row,
      startsOn: startsOn as PlainDate | null,
      endsOn: endsOn as PlainDate | null,
      currencies: currenciesOf(terms),
      isLongerTrial: terms.kind === "trial",
    }));
};
