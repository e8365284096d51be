import {
  type Currency,
  compareRationals,
  divideRationals,
  exactMajor,
  exactMinor,
  maxRational,
  minRational,
  multiplyRationals,
  ONE,
  percentOf,
  type Rational,
  type RoundingMode,
  rational,
  roundRational,
  subtractRationals,
  ZERO,
} from "@/server/kernel";
import {
  adjustRating,
  type ChargeOptions,
  type ChargePrice,
  computeTrueUp,
  type EventTally,
  type MeasuredShare,
  optionsForShare,
  type ProrationBasis,
  plainOptions,
  rateCharge,
  type UnitAccount,
} from "@/server/rating/core";
import type { Coupon } from "@/server/subscriptions/core";
import type { CountedUsage } from "./counted-usage";

export type TakenShare = MeasuredShare & { readonly basis: ProrationBasis["basis"] };

export type ChargeFactors = {
  readonly kind: "charge";
  readonly price: ChargePrice;
  readonly quantity: Rational;
  readonly included: Rational;
  /** Where the included units came from and went, where they go on from one period into the next. */
  readonly units?: UnitAccount;
  /** The events, where they are priced one at a time. */
  readonly tally?: EventTally;
  /** What the quantity was counted from, where it is different keys or a level over time. */
  readonly counted?: CountedUsage;
  readonly options?: ChargeOptions;
  /** The share of a period that the usage is of, where the options hold for a whole one. */
  readonly held?: TakenShare;
  readonly coupons: readonly Pick<Coupon, "kind" | "value">[];
};

/** What is missing to a minimum that was committed to. */
export type TrueUpFactors = {
  readonly kind: "true_up";
  /** Of a whole period, in major units. */
  readonly commitment: Rational;
  readonly chargedMinor: bigint;
};

/** Everything that an amount is made of. What is not a part of a period has no share. */
export type LineFactors = { readonly share: TakenShare | null; readonly rounding: RoundingMode } & (
  | ChargeFactors
  | TrueUpFactors
  | { readonly kind: "credit"; readonly leftMinor: bigint }
);

/** What a coupon leaves of an amount in minor units: never less than nothing. */
export const takeCoupon = (leftMinor: Rational, { kind, value }: Pick<Coupon, "kind" | "value">): Rational => {
  const off = kind === "percent" ? percentOf(value, leftMinor) : value;
  return maxRational(ZERO, subtractRationals(leftMinor, off));
};

export const ratioOf = (share: TakenShare | null): Rational =>
  share === null ? ONE : divideRationals(share.part, share.whole);

const none = { amountOff: null, percentOff: null, minimum: null, maximum: null };

export type PricedFactors = Omit<ChargeFactors, "kind">;

/**
 * What a charge comes to on its way to the price of a whole period, or of all of its usage: exact, in minor units, in the
 * order in which it is worked out.
 */
export const workOutCharge = (factors: PricedFactors, currency: Currency) => {
  const options = optionsForShare(factors.options ?? plainOptions, ratioOf(factors.held ?? null));
  const once = rateCharge(factors.price, factors);
  const priced = multiplyRationals(once, options.times);
  const { amountDiscount, percentDiscount, afterDiscount } = adjustRating(priced, ZERO, {
    ...none,
    amountOff: options.amountOff,
    percentOff: options.percentOff,
  });
  const afterCoupons = factors.coupons.reduce(takeCoupon, exactMinor(afterDiscount, currency));
  const limited = adjustRating(exactMajor(afterCoupons, currency), ZERO, {
    ...none,
    minimum: options.minimum,
    maximum: options.maximum,
  });
  return {
    options,
    once,
    priced,
    amountDiscount,
    percentDiscount,
    afterDiscount,
    afterCoupons,
    upToMinimum: limited.trueUp,
    aboveMaximum: limited.maximumDiscount,
    whole: exactMinor(limited.total, currency),
  };
};

/** What a charge comes to for a whole period, or for all of its usage, after all discounts: exact, in minor units. */
export const wholePrice = (factors: PricedFactors, currency: Currency): Rational =>
  workOutCharge(factors, currency).whole;

type TrueUpLine = TrueUpFactors & Pick<LineFactors, "share" | "rounding">;

/** What was committed to for the share of the period, what was charged, and what is missing. */
export const workOutTrueUp = ({ commitment, chargedMinor, share, rounding }: TrueUpLine, currency: Currency) =>
  computeTrueUp({
    currency,
    rounding,
    amount: commitment,
    share: ratioOf(share),
    charges: [exactMajor(rational(chargedMinor), currency)],
    chargeRounding: "before",
    taxRate: null,
  });

/** The amount of a line from its factors, in minor units: priced, less coupons, a share of it, rounded once. */
export const amountOfLine = (factors: LineFactors, currency: Currency): bigint => {
  if (factors.kind === "true_up") return workOutTrueUp(factors, currency).trueUp.minor;
  const ratio = ratioOf(factors.share);
  if (factors.kind === "credit") {
    const left = rational(factors.leftMinor);
    const credit = minRational(left, rational(roundRational(multiplyRationals(left, ratio), factors.rounding)));
    return compareRationals(credit, ZERO) === 0 ? 0n : -credit.n;
  }
  return roundRational(multiplyRationals(wholePrice(factors, currency), ratio), factors.rounding);
};
