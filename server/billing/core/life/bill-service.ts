import { comparePoints, earlierPoint, type Rational, type Span, type TimePoint } from "@/server/kernel";
import {
  type ChargeTerms,
  fullPeriodAt,
  isInAdvance,
  isInArrears,
  isOnce,
  nextBoundary,
  type SubscriptionLife,
} from "@/server/subscriptions/core";
import { aggregateUsage } from "@/server/usage/core";
import type { BilledLife, LifeBasis, ServiceLine } from "./life-basis";
import { amountOfLine, type LineFactors, wholePrice } from "./line-factors";
import { shareOfPeriod } from "./share-of-period";

export type Through = {
  readonly point: TimePoint;
  /** Whether a period that starts at the point itself is billed too, or left to what happens there. */
  readonly isInclusive: boolean;
};

/**
 * Everything that a subscription owes through a point: one-time charges on the first paid day, periods in advance that
 * have started, and in arrears those that have ended. Periods in advance are cut where it is known that they end.
 */
export const billService = (given: SubscriptionLife, basis: LifeBasis, through: Through): BilledLife => {
  if (given.status !== "active") return { life: given, lines: [] };
  const inAdvance = given.plan.charges.reduce<BilledLife>(
    (before, charge) => {
      if (isOnce(charge)) return billOnce(before, charge, basis, through);
      return isInAdvance(charge) ? billInAdvance(before, charge, basis, through) : before;
    },
    { life: given, lines: [] },
  );
  return settlePeriods(inAdvance, basis, through);
};

/** Up to where a charge in advance is billed. */
export const billedUntil = (life: SubscriptionLife, charge: ChargeTerms): TimePoint =>
  life.chargedThrough[charge.key] ?? life.runsFrom;

const hasStarted = (point: TimePoint, through: Through, { zone }: LifeBasis): boolean => {
  const distance = comparePoints(point, through.point, zone);
  return distance < 0 || (distance === 0 && through.isInclusive);
};

const billOnce = (before: BilledLife, charge: ChargeTerms, basis: LifeBasis, through: Through): BilledLife => {
  const { life } = before;
  if (life.chargedThrough[charge.key] !== undefined || !hasStarted(life.runsFrom, through, basis)) return before;
  const period = { start: life.runsFrom, end: life.runsFrom };
  const factors = factorsOf(life, charge, basis);
  return addLine(before, charge, basis, { kind: "one_time", period, factors, isOfChange: false });
};

const isOver = ({ endsAt }: SubscriptionLife, point: TimePoint, zone: string): boolean =>
  endsAt !== null && comparePoints(point, endsAt, zone) >= 0;

/** Where service that starts at a point is known to end before its period does: a change that waits, or the term. */
const knownEndAfter = (life: SubscriptionLife, start: TimePoint, { zone, closesAt }: LifeBasis): TimePoint | null => {
  const ends = life.waiting.filter(({ change }) => change.kind !== "resume").map(({ at }) => at);
  return [...ends, life.endsAt, closesAt]
    .filter((at) => at !== null)
    .filter((at) => comparePoints(at, start, zone) > 0)
    .reduce<TimePoint | null>((earliest, at) => (earliest ? earlierPoint(earliest, at, zone) : at), null);
};

const billInAdvance = (before: BilledLife, charge: ChargeTerms, basis: LifeBasis, through: Through): BilledLife => {
  let state = before;
  for (;;) {
    const { life } = state;
    const start = billedUntil(life, charge);
    if (!hasStarted(start, through, basis) || isOver(life, start, basis.zone)) return state;
    const boundary = nextBoundary(life.grids, start, basis.zone);
    const known = knownEndAfter(life, start, basis);
    const period = { start, end: known ? earlierPoint(boundary, known, basis.zone) : boundary };
    state = billRecurring(state, charge, basis, period);
  }
};

/** Settles every period that has ended, charge by charge. */
const settlePeriods = (before: BilledLife, basis: LifeBasis, through: Through): BilledLife => {
  if (!before.life.plan.charges.some(isInArrears)) return before;
  let state = before;
  for (;;) {
    const { life } = state;
    if (isOver(life, life.settledThrough, basis.zone)) return state;
    const boundary = nextBoundary(life.grids, life.settledThrough, basis.zone);
    const end = life.endsAt ? earlierPoint(boundary, life.endsAt, basis.zone) : boundary;
    if (comparePoints(end, through.point, basis.zone) > 0) return state;
    state = settleArrears(state, end, basis);
  }
};

/** Bills whatever is in arrears up to a point, and takes it as settled up to there. */
export const settleArrears = (before: BilledLife, point: TimePoint, basis: LifeBasis): BilledLife => {
  const { settledThrough: start, endsAt } = before.life;
  const end = endsAt ? earlierPoint(point, endsAt, basis.zone) : point;
  if (comparePoints(start, end, basis.zone) >= 0) return before;
  const settled = before.life.plan.charges
    .filter(isInArrears)
    .reduce((state, charge) => billArrears(state, charge, basis, { start, end }), before);
  return { ...settled, life: { ...settled.life, settledThrough: end } };
};

/** What was used of a charge in arrears in a part of a period. */
const billArrears = (before: BilledLife, charge: ChargeTerms, basis: LifeBasis, period: Span): BilledLife => {
  if (charge.kind !== "usage" || !charge.meter) return billRecurring(before, charge, basis, period);
  const { meter } = charge;
  const events = basis.events.filter((event) => event.meter === meter.key);
  const { quantity } = aggregateUsage(events, period, {
    aggregation: meter.aggregation,
    zone: basis.zone,
    serviceEnd: null,
    opening: { level: null, keys: [] },
    bucket: "day",
    dropsRemoved: false,
    weightUnit: "period",
    weightBasis: "second",
  });
  const factors = { ...factorsOf(before.life, charge, basis), quantity, included: charge.included, coupons: [] };
  return addLine(before, charge, basis, { kind: "usage", period, factors, isOfChange: false });
};

const billRecurring = (before: BilledLife, charge: ChargeTerms, basis: LifeBasis, period: Span): BilledLife => {
  const { life } = before;
  const fullPeriod = fullPeriodAt(life.grids, period.start, basis.zone);
  const factors = { ...factorsOf(life, charge, basis), share: shareOfPeriod(fullPeriod, period, basis) };
  const isOfChange = isInAdvance(charge) && isStubOfChange(life, period.start, fullPeriod.start, basis.zone);
  const after = addLine(before, charge, basis, { kind: "recurring", period, factors, isOfChange });
  const line = after.lines.at(-1);
  if (!isInAdvance(charge) || !line) return after;
  const service = {
    lineKey: line.key,
    chargeKey: charge.key,
    period,
    fullPeriod,
    leftMinor: line.amountMinor,
    taxPercent: basis.taxPercent,
  };
  return { ...after, life: { ...after.life, billed: [...after.life.billed, service] } };
};

/** Whether a period is what a change inside a period leaves of it. */
const isStubOfChange = (life: SubscriptionLife, start: TimePoint, boundary: TimePoint, zone: string): boolean =>
  life.runsBy === "change" &&
  comparePoints(start, life.runsFrom, zone) === 0 &&
  comparePoints(boundary, start, zone) !== 0;

type ChargeFactors = Extract<LineFactors, { readonly kind: "charge" }>;

/** What a charge is made of for a whole period. */
const factorsOf = (life: SubscriptionLife, charge: ChargeTerms, { policy }: LifeBasis): ChargeFactors => ({
  kind: "charge",
  price: life.overrides[charge.key] ?? charge.price,
  quantity: charge.quantity ?? life.quantity,
  included: charge.included,
  coupons: life.coupons,
  share: null,
  rounding: policy.rounding,
});

/** The price of a recurring or one-time charge for a whole period as it stands: exact, in minor units. */
export const priceOfCharge = (life: SubscriptionLife, charge: ChargeTerms, basis: LifeBasis): Rational =>
  wholePrice(factorsOf(life, charge, basis), basis.currency);

const addLine = (
  { life, lines }: BilledLife,
  charge: ChargeTerms,
  { taxPercent, currency }: LifeBasis,
  line: Pick<ServiceLine, "kind" | "period" | "factors" | "isOfChange">,
): BilledLife => ({
  life: {
    ...life,
    hasBilled: true,
    lineCount: life.lineCount + 1,
    chargedThrough: isInArrears(charge)
      ? life.chargedThrough
      : { ...life.chargedThrough, [charge.key]: line.period.end },
  },
  lines: [
    ...lines,
    {
      ...line,
      amountMinor: amountOfLine(line.factors, currency),
      key: `${life.id}/${life.lineCount}`,
      subscriptionId: life.id,
      chargeKey: charge.key,
      taxPercent,
      creditsLine: null,
    },
  ],
});
