import {
  addRationals,
  maxRational,
  minRational,
  percentOf,
  type Rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";

/** In the order in which they apply. Minimum and maximum are of the whole period, with what it was billed before. */
export type RatingAdjustments = {
  readonly amountOff: Rational | null;
  readonly percentOff: Rational | null;
  readonly minimum: Rational | null;
  readonly maximum: Rational | null;
};

export type AdjustedRating = {
  readonly amountDiscount: Rational;
  readonly percentDiscount: Rational;
  readonly afterDiscount: Rational;
  readonly trueUp: Rational;
  readonly maximumDiscount: Rational;
  /** After discounts and the maximum. */
  readonly net: Rational;
  readonly total: Rational;
  readonly periodTotal: Rational;
};

/** Amount off, percent off, then what is missing to the minimum and what is above the maximum. */
export const adjustRating = (
  amount: Rational,
  billed: Rational,
  { amountOff, percentOff, minimum, maximum }: RatingAdjustments,
): AdjustedRating => {
  const amountDiscount = amountOff === null ? ZERO : minRational(amountOff, maxRational(ZERO, amount));
  const afterAmount = subtractRationals(amount, amountDiscount);
  const percentDiscount = percentOff === null ? ZERO : percentOf(percentOff, afterAmount);
  const afterDiscount = subtractRationals(afterAmount, percentDiscount);
  const reached = addRationals(billed, afterDiscount);
  const trueUp = minimum === null ? ZERO : maxRational(ZERO, subtractRationals(minimum, reached));
  const withTrueUp = addRationals(reached, trueUp);
  const maximumDiscount = maximum === null ? ZERO : maxRational(ZERO, subtractRationals(withTrueUp, maximum));
  const net = subtractRationals(afterDiscount, maximumDiscount);
  const total = addRationals(net, trueUp);
  const periodTotal = sumRationals([billed, total]);
  return { amountDiscount, percentDiscount, afterDiscount, trueUp, maximumDiscount, net, total, periodTotal };
};
