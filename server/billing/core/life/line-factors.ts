import {
  type Currency,
  compareRationals,
  divideRationals,
  exactMinor,
  formatRational,
  isDomainError,
  maxRational,
  minRational,
  multiplyRationals,
  ONE,
  parseRational,
  percentOf,
  type Rational,
  type RoundingMode,
  rational,
  roundingModes,
  roundRational,
  subtractRationals,
  ZERO,
} from "@/server/kernel";
import {
  type ChargePrice,
  type MeasuredShare,
  type ProrationBasis,
  rateQuantity,
  readPrice,
  standardRating,
  writePrice,
} from "@/server/rating/core";
import type { Coupon } from "@/server/subscriptions/core";

export type TakenShare = MeasuredShare & { readonly basis: ProrationBasis["basis"] };

/** Everything that an amount is made of. What is not a part of a period has no share. */
export type LineFactors = { readonly share: TakenShare | null; readonly rounding: RoundingMode } & (
  | {
      readonly kind: "charge";
      readonly price: ChargePrice;
      readonly quantity: Rational;
      readonly included: Rational;
      readonly coupons: readonly Pick<Coupon, "kind" | "value">[];
    }
  | { readonly kind: "credit"; readonly leftMinor: bigint }
);

/** What a coupon leaves of an amount in minor units: never less than nothing. */
export const takeCoupon = (leftMinor: Rational, { kind, value }: Pick<Coupon, "kind" | "value">): Rational => {
  const off = kind === "percent" ? percentOf(value, leftMinor) : value;
  return maxRational(ZERO, subtractRationals(leftMinor, off));
};

export const ratioOf = (share: TakenShare | null): Rational =>
  share === null ? ONE : divideRationals(share.part, share.whole);

type ChargeFactors = Extract<LineFactors, { readonly kind: "charge" }>;

/** What a charge comes to for a whole period, or for all of its usage, after the coupons: exact, in minor units. */
export const wholePrice = (
  { price, quantity, included, coupons }: Pick<ChargeFactors, "price" | "quantity" | "included" | "coupons">,
  currency: Currency,
): Rational => {
  const { amount } = rateQuantity(price, quantity, included, standardRating);
  return coupons.reduce(takeCoupon, exactMinor(amount, currency));
};

/** The amount of a line from its factors, in minor units: priced, less coupons, a share of it, rounded once. */
export const amountOfLine = (factors: LineFactors, currency: Currency): bigint => {
  const ratio = ratioOf(factors.share);
  if (factors.kind === "credit") {
    const left = rational(factors.leftMinor);
    const credit = minRational(left, rational(roundRational(multiplyRationals(left, ratio), factors.rounding)));
    return compareRationals(credit, ZERO) === 0 ? 0n : -credit.n;
  }
  return roundRational(multiplyRationals(wholePrice(factors, currency), ratio), factors.rounding);
};

const writeShare = (share: TakenShare | null): Record<string, string> => {
  if (share === null) return {};
  const [part, whole] = [formatRational(share.part), formatRational(share.whole)];
  return share.basis === "actual" ? { days: part, of_days: whole } : { part, of: whole, basis: share.basis };
};

/** What is kept with a line, so that its amount can be worked out again from nothing else. */
export const writeFactors = (factors: LineFactors): Readonly<Record<string, unknown>> => {
  const share = writeShare(factors.share);
  const { rounding } = factors;
  if (factors.kind === "credit") return { left_minor: String(factors.leftMinor), ...share, rounding };
  const { price, quantity, included, coupons } = factors;
  return {
    ...writePrice(price),
    ...(price.model === "flat" ? {} : { quantity: formatRational(quantity) }),
    ...(included.n === 0n ? {} : { included: formatRational(included) }),
    ...(coupons.length === 0 ? {} : { coupons: coupons.map(({ kind, value }) => [kind, formatRational(value)]) }),
    ...share,
    rounding,
  };
};

type Fields = Readonly<Record<string, unknown>>;

const figure = (fields: Fields, name: string): Rational | null => {
  const text = fields[name];
  return typeof text === "string" ? parseRational(text) : null;
};

const readShare = (fields: Fields): TakenShare | null => {
  const [days, ofDays] = [figure(fields, "days"), figure(fields, "of_days")];
  if (days && ofDays) return { part: days, whole: ofDays, basis: "actual" };
  const [part, whole] = [figure(fields, "part"), figure(fields, "of")];
  const { basis } = fields;
  return part && whole && (basis === "second" || basis === "fixed_month") ? { part, whole, basis } : null;
};

const readCoupons = (fields: Fields): Pick<Coupon, "kind" | "value">[] =>
  (Array.isArray(fields.coupons) ? fields.coupons : []).map(([kind, value]) => ({ kind, value: parseRational(value) }));

/** The factors that `writeFactors` wrote; null where they tell too little. */
export const readFactors = (fields: Fields): LineFactors | null => {
  try {
    const rounding = roundingModes.find((mode) => mode === fields.rounding);
    if (!rounding) return null;
    const share = readShare(fields);
    if (typeof fields.left_minor === "string") {
      return { kind: "credit", leftMinor: BigInt(fields.left_minor), share, rounding };
    }
    const price = readPrice(fields);
    const quantity = price.model === "flat" ? ONE : figure(fields, "quantity");
    if (!quantity) return null;
    const included = figure(fields, "included") ?? ZERO;
    return { kind: "charge", price, quantity, included, coupons: readCoupons(fields), share, rounding };
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
};
