import {
  addRationals,
  comparePoints,
  daysBetween,
  firstBoundaryAfter,
  listServicePeriods,
  localDayOf,
  type Rational,
  rational,
  roundRationalToPlaces,
  type Schedule,
  type ServicePeriod,
  type Span,
  sumRationals,
  type TimePoint,
} from "@/server/kernel";

export type BillingTiming = "in_advance" | "in_arrears" | "in_arrears_greedy";

export type BillablePeriods = {
  readonly periods: readonly ServicePeriod[];
  readonly billedThrough: TimePoint | null;
  readonly nextBoundary: TimePoint;
  readonly fullPeriods: number;
  /** The days of each stub and those of its full period. */
  readonly stubs: readonly { readonly days: number; readonly ofDays: number }[];
  /** Whole periods and shares of them together. */
  readonly cycles: Rational;
};

/** What one run bills: in advance what has begun by then, in arrears what has ended, or greedily all that had begun. */
export const planBillablePeriods = (
  schedule: Schedule,
  start: TimePoint,
  runAt: TimePoint,
  { timing, ratioPlaces }: { readonly timing: BillingTiming; readonly ratioPlaces: number | null },
): BillablePeriods => {
  const { zone } = schedule;
  const isDue = (period: Span): boolean => {
    if (timing === "in_advance") return comparePoints(period.start, runAt, zone) <= 0;
    if (timing === "in_arrears") return comparePoints(period.end, runAt, zone) <= 0;
    return comparePoints(period.start, runAt, zone) < 0;
  };
  const periods = listServicePeriods(schedule, isDue);
  const days = ({ start: from, end }: Span): number => daysBetween(localDayOf(from, zone), localDayOf(end, zone));
  const stubs = periods
    .filter(({ isStub }) => isStub)
    .map(({ period, fullPeriod }) => ({ days: days(period), ofDays: days(fullPeriod) }));
  const shares = stubs.map((stub) => {
    const share = rational(BigInt(stub.days), BigInt(stub.ofDays));
    return ratioPlaces === null ? share : roundRationalToPlaces(share, ratioPlaces);
  });
  const billedThrough = periods.at(-1)?.period.end ?? null;
  const fullPeriods = periods.length - stubs.length;
  return {
    periods,
    billedThrough,
    nextBoundary: firstBoundaryAfter(schedule, billedThrough ?? start),
    fullPeriods,
    stubs,
    cycles: addRationals(rational(BigInt(fullPeriods)), sumRationals(shares)),
  };
};
