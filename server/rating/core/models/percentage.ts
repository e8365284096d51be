import {
  addRationals,
  compareRationals,
  maxRational,
  minRational,
  percentOf,
  type Rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";

export type PercentagePrice = {
  readonly rate: Rational;
  readonly fixedFee: Rational;
  readonly minPerEvent: Rational | null;
  readonly maxPerEvent: Rational | null;
  readonly freeEvents: number | null;
  readonly freeAmount: Rational | null;
};

/**
 * A share of each event's amount and a fixed part, between a least and a most. Events come free first: while fewer than
 * the free ones came before and the free amount is not used up; only what lies within the free amount is free.
 */
export const ratePercentage = (price: PercentagePrice, events: readonly Rational[]): Rational => {
  let used: Rational = ZERO;
  const amounts = events.map((event, at) => {
    const free = freePart(price, event, at, used);
    used = addRationals(used, free);
    return amountOfPaid(price, subtractRationals(event, free));
  });
  return sumRationals(amounts);
};

const freePart = (price: PercentagePrice, event: Rational, at: number, used: Rational): Rational => {
  if (price.freeEvents === null && price.freeAmount === null) return ZERO;
  if (price.freeEvents !== null && at >= price.freeEvents) return ZERO;
  if (price.freeAmount === null) return event;
  if (compareRationals(used, price.freeAmount) >= 0) return ZERO;
  return minRational(event, subtractRationals(price.freeAmount, used));
};

const amountOfPaid = ({ rate, fixedFee, minPerEvent, maxPerEvent }: PercentagePrice, paid: Rational): Rational => {
  if (paid.n === 0n) return ZERO;
  const amount = addRationals(percentOf(rate, paid), fixedFee);
  const atLeast = minPerEvent === null ? amount : maxRational(amount, minPerEvent);
  return maxPerEvent === null ? atLeast : minRational(atLeast, maxPerEvent);
};
