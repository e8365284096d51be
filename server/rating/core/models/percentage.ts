import {
  addRationals,
  compareRationals,
  minRational,
  multiplyRationals,
  percentOf,
  type Rational,
  rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";

export type PercentagePrice = {
  /** In per cent of the amount of an event. */
  readonly rate: Rational;
  readonly fixedFee: Rational;
  readonly minPerEvent: Rational | null;
  readonly maxPerEvent: Rational | null;
  readonly freeEvents: number | null;
  readonly freeAmount: Rational | null;
};

/** So many events, and what their amounts come to. */
export type CountedAmount = { readonly count: bigint; readonly amount: Rational };

/** The events of a period by what each of them costs: all that their price is worked out from. */
export type TransactionTally = {
  readonly kind: "transactions";
  /** Charged by the rate and the fixed part; the amount without what of it was free. */
  readonly charged: CountedAmount;
  /** Charged the least there is, or the most. */
  readonly atLeast: bigint;
  readonly atMost: bigint;
  readonly free: CountedAmount;
};

type Weighed = { readonly how: "charged" | "atLeast" | "atMost" | "free"; readonly paid: Rational };

/**
 * Sorts events by what they cost: a share of the amount and a fixed part, between a least and a most. Events come free
 * first: while fewer than the free ones came before and the free amount is not used up; only what lies within the free
 * amount is free.
 */
export const tallyTransactions = (price: PercentagePrice, events: readonly Rational[]): TransactionTally => {
  let used: Rational = ZERO;
  const weighed = events.map((event, at): Weighed => {
    const free = freePart(price, event, at, used);
    used = addRationals(used, free);
    return weigh(price, subtractRationals(event, free));
  });
  const of = (how: Weighed["how"]) => weighed.filter((one) => one.how === how);
  const count = (how: Weighed["how"]) => BigInt(of(how).length);
  return {
    kind: "transactions",
    charged: { count: count("charged"), amount: sumRationals(of("charged").map(({ paid }) => paid)) },
    atLeast: count("atLeast"),
    atMost: count("atMost"),
    free: { count: count("free"), amount: used },
  };
};

const freePart = (price: PercentagePrice, event: Rational, at: number, used: Rational): Rational => {
  if (price.freeEvents === null && price.freeAmount === null) return ZERO;
  if (price.freeEvents !== null && at >= price.freeEvents) return ZERO;
  if (price.freeAmount === null) return event;
  if (compareRationals(used, price.freeAmount) >= 0) return ZERO;
  return minRational(event, subtractRationals(price.freeAmount, used));
};

const weigh = ({ rate, fixedFee, minPerEvent, maxPerEvent }: PercentagePrice, paid: Rational): Weighed => {
  if (paid.n === 0n) return { how: "free", paid };
  const amount = addRationals(percentOf(rate, paid), fixedFee);
  const isBelow = minPerEvent !== null && compareRationals(amount, minPerEvent) < 0;
  const reached = isBelow ? minPerEvent : amount;
  if (maxPerEvent !== null && compareRationals(reached, maxPerEvent) > 0) return { how: "atMost", paid };
  return { how: isBelow ? "atLeast" : "charged", paid };
};

const times = (count: bigint, each: Rational | null): Rational => multiplyRationals(rational(count), each ?? ZERO);

/** What so many events come to, part by part. */
export const partsOfTransactions = (price: PercentagePrice, tally: TransactionTally) => ({
  rate: percentOf(price.rate, tally.charged.amount),
  fixed: times(tally.charged.count, price.fixedFee),
  least: times(tally.atLeast, price.minPerEvent),
  most: times(tally.atMost, price.maxPerEvent),
});

export const rateTransactions = (price: PercentagePrice, tally: TransactionTally): Rational =>
  sumRationals(Object.values(partsOfTransactions(price, tally)));
