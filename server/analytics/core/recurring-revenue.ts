import {
  addMonthsFromAnchor,
  addRationals,
  type Interval,
  maxRational,
  multiplyRationals,
  type PlainDate,
  percentOf,
  plainDate,
  type Rational,
  rational,
  subtractRationals,
  sumRationals,
  timesInMonth,
  ZERO,
} from "@/server/kernel";

export type RecurringDiscount = {
  readonly kind: "percent" | "amount";
  /** A percentage, or an amount in minor units for one interval. */
  readonly value: Rational;
  /** One that ends by itself does not lower recurring revenue. */
  readonly isLasting: boolean;
};

export type RecurringSubscription = {
  /** Whose it is; null for somebody who has no other. */
  readonly customer: string | null;
  /** In minor units for one interval, exact. */
  readonly priceMinor: Rational;
  readonly quantity: Rational;
  readonly addOnsMinor: readonly Rational[];
  readonly interval: Interval;
  readonly discount: RecurringDiscount | null;
  readonly isActive: boolean;
  /** Half-open; null for always, and for no end. */
  readonly startOn: PlainDate | null;
  readonly endOn: PlainDate | null;
  /** The first day after the trial. */
  readonly trialEndOn: PlainDate | null;
};

const afterDiscount = (amount: Rational, discount: RecurringDiscount | null): Rational => {
  if (!discount?.isLasting) return amount;
  const off = discount.kind === "percent" ? percentOf(discount.value, amount) : discount.value;
  return maxRational(ZERO, subtractRationals(amount, off));
};

/** What a subscription brings in a month: a year ÷ 12, a week × 52 ÷ 12, a day × 365 ÷ 12, whatever the calendar. */
export const monthlyValue = (subscription: RecurringSubscription): Rational => {
  const { priceMinor, quantity, addOnsMinor, interval, discount } = subscription;
  const whole = addRationals(multiplyRationals(priceMinor, quantity), sumRationals(addOnsMinor));
  return multiplyRationals(afterDiscount(whole, discount), timesInMonth(interval));
};

export type RecurringRevenue = {
  /** One per subscription, in their order. */
  readonly monthlyMinor: readonly Rational[];
  /** Of the active ones. */
  readonly mrrMinor: Rational;
  readonly arrMinor: Rational;
  /** Per customer with an active subscription. */
  readonly arpuMinor: Rational;
};

export const computeRecurringRevenue = (subscriptions: readonly RecurringSubscription[]): RecurringRevenue => {
  const active = subscriptions.filter(({ isActive }) => isActive);
  const mrrMinor = sumRationals(active.map(monthlyValue));
  const named = new Set(active.map(({ customer }) => customer).filter((customer) => customer !== null));
  const customers = named.size + active.filter(({ customer }) => customer === null).length;
  return {
    monthlyMinor: subscriptions.map(monthlyValue),
    mrrMinor,
    arrMinor: multiplyRationals(mrrMinor, rational(12n)),
    arpuMinor: customers === 0 ? ZERO : multiplyRationals(mrrMinor, rational(1n, BigInt(customers))),
  };
};

const runsOn = ({ startOn, endOn }: RecurringSubscription, day: PlainDate): boolean =>
  (startOn === null || startOn <= day) && (endOn === null || day < endOn);

const isInTrial = ({ trialEndOn }: RecurringSubscription, day: PlainDate): boolean =>
  trialEndOn !== null && trialEndOn > day;

export type RevenueOnDay = {
  readonly mrrMinor: Rational;
  /** Of what has no end date. */
  readonly committedMrrMinor: Rational;
  /** What trials would bring. */
  readonly trialMrrMinor: Rational;
  /** Subscriptions that run, trials included. */
  readonly activeCount: number;
};

export const revenueOnDay = (subscriptions: readonly RecurringSubscription[], day: PlainDate): RevenueOnDay => {
  const running = subscriptions.filter((subscription) => runsOn(subscription, day));
  const paying = running.filter((subscription) => !isInTrial(subscription, day));
  const total = (some: readonly RecurringSubscription[]): Rational => sumRationals(some.map(monthlyValue));
  return {
    mrrMinor: total(paying),
    committedMrrMinor: total(paying.filter(({ endOn }) => endOn === null)),
    trialMrrMinor: total(running.filter((subscription) => isInTrial(subscription, day))),
    activeCount: running.length,
  };
};

/** How many subscriptions run on any day of a month such as `2026-11`. */
export const activeInMonth = (subscriptions: readonly RecurringSubscription[], month: string): number => {
  const first = plainDate(`${month}-01`);
  const next = addMonthsFromAnchor(first, 1);
  return subscriptions.filter(
    ({ startOn, endOn }) => (startOn === null || startOn < next) && (endOn === null || endOn > first),
  ).length;
};
