import {
  addDays,
  divideRationals,
  maxRational,
  minRational,
  multiplyRationals,
  ONE,
  type PlainDate,
  type Rational,
  rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";

const hundred = rational(100n);

/** In percent, exact; null where there is nothing to compare with. */
export const shareInPercent = (part: Rational, whole: Rational): Rational | null =>
  whole.n === 0n ? null : divideRationals(multiplyRationals(part, hundred), whole);

/** Recurring revenue at the start of a span, and what came and went in it; each as a positive figure. */
export type RevenueFlow = {
  readonly start: Rational;
  readonly expansion: Rational;
  readonly contraction: Rational;
  readonly churn: Rational;
  readonly new: Rational;
  readonly reactivation: Rational;
};

export type RevenueRetention = {
  /** Net: with expansion. */
  readonly nrrPercent: Rational | null;
  /** Gross: without, never above 100. */
  readonly grrPercent: Rational | null;
  readonly revenueChurnPercent: Rational | null;
  readonly endMrr: Rational;
};

export const computeRetention = (flow: RevenueFlow): RevenueRetention => {
  const kept = subtractRationals(flow.start, sumRationals([flow.contraction, flow.churn]));
  const grr = shareInPercent(kept, flow.start);
  return {
    nrrPercent: shareInPercent(sumRationals([kept, flow.expansion]), flow.start),
    grrPercent: grr && minRational(grr, hundred),
    revenueChurnPercent: shareInPercent(flow.churn, flow.start),
    endMrr: sumRationals([kept, flow.expansion, flow.new, flow.reactivation]),
  };
};

/** One divided by monthly churn; null where nobody leaves. */
export const lifetimeMonths = (monthlyChurnPercent: Rational): Rational | null =>
  monthlyChurnPercent.n === 0n ? null : divideRationals(hundred, monthlyChurnPercent);

/** What a customer brings over their lifetime, less what they cost; zero where nobody leaves or they cost more. */
export const lifetimeValue = (monthlyChurnPercent: Rational, arpu: Rational, costPerUser: Rational): Rational => {
  const months = lifetimeMonths(monthlyChurnPercent);
  return months === null ? ZERO : multiplyRationals(maxRational(ZERO, subtractRationals(arpu, costPerUser)), months);
};

export type RetainedCohort = { readonly customers: Rational; readonly percent: Rational };

/** What is left of a cohort after a number of months of steady churn, exact. */
export const retainedAfter = (customers: Rational, monthlyChurnPercent: Rational, months: number): RetainedCohort => {
  const stays = subtractRationals(ONE, divideRationals(monthlyChurnPercent, hundred));
  const left = rational(stays.n ** BigInt(months), stays.d ** BigInt(months));
  return { customers: multiplyRationals(customers, left), percent: multiplyRationals(left, hundred) };
};

export type SubscriptionSpan = { readonly startOn: PlainDate; readonly endOn: PlainDate | null };

/**
 * Churn of the days before a day: of the subscriptions that began before it and ran at the start of the window or later,
 * how many ended in the window, the day itself not counted.
 */
export const rollingChurn = (
  subscriptions: readonly SubscriptionSpan[],
  day: PlainDate,
  windowDays: number,
): Rational => {
  const from = addDays(day, -windowDays);
  const base = subscriptions.filter(({ startOn, endOn }) => startOn < day && (endOn === null || endOn >= from));
  const lost = base.filter(({ endOn }) => endOn !== null && endOn < day);
  return base.length === 0 ? ZERO : rational(BigInt(lost.length), BigInt(base.length));
};
