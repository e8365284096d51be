import {
  addDays,
  comparePoints,
  dayOf,
  daysBetween,
  daysInPeriod,
  earlierPoint,
  instantOf,
  laterPoint,
  localDayOf,
  monthOf,
  type Period,
  type PlainDate,
  type Rational,
  rational,
  type Span,
  unreachable,
  yearOf,
} from "@/server/kernel";

export const prorationBases = ["actual", "second", "fixed_month", "actual_360", "strict_30_360"] as const;

/** What a part of a period is measured by, and the days of a month where a month has a fixed number. */
export type ProrationBasis = {
  readonly basis: (typeof prorationBases)[number];
  readonly fixedMonthDays: number;
};

/** A part over the whole as it was measured, not reduced: 8 of 31 days. */
export type MeasuredShare = { readonly part: Rational; readonly whole: Rational };

/**
 * The share of a full period that a part of it takes, the part cut to the period first: local days, elapsed time, months
 * of a fixed number of days, days over 360, or days counted strictly as 30 a month and 360 a year.
 */
export const measureShare = (period: Span, used: Span, zone: string, basis: ProrationBasis): MeasuredShare => {
  const start = laterPoint(used.start, period.start, zone);
  const end = earlierPoint(used.end, period.end, zone);
  const whole = measureWhole(period, zone, basis);
  if (comparePoints(start, end, zone) >= 0) return { part: rational(0n), whole };
  return { part: measurePart({ start, end }, zone, basis), whole };
};

const daysOf = ({ start, end }: Span, zone: string): number =>
  daysBetween(localDayOf(start, zone), localDayOf(end, zone));

const millisecondsPerSecond = 1000n;

const secondsOf = ({ start, end }: Span, zone: string): Rational => {
  const ms = instantOf(end, zone).getTime() - instantOf(start, zone).getTime();
  return rational(BigInt(ms), millisecondsPerSecond);
};

const monthsBetween = (start: PlainDate, end: PlainDate): number =>
  (yearOf(end) - yearOf(start)) * 12 + monthOf(end) - monthOf(start);

/** The calendar months a period spans, at least one. */
const monthsOf = ({ start, end }: Span, zone: string): number =>
  Math.max(1, monthsBetween(localDayOf(start, zone), localDayOf(end, zone)));

const whole = (count: number): Rational => rational(BigInt(count));

const measureWhole = (period: Span, zone: string, { basis, fixedMonthDays }: ProrationBasis): Rational => {
  switch (basis) {
    case "actual":
      return whole(daysOf(period, zone));
    case "second":
      return secondsOf(period, zone);
    case "fixed_month":
      return whole(fixedMonthDays * monthsOf(period, zone));
    case "actual_360":
    case "strict_30_360":
      return whole(30 * monthsOf(period, zone));
    default:
      return unreachable(basis);
  }
};

const measurePart = (part: Span, zone: string, { basis, fixedMonthDays }: ProrationBasis): Rational => {
  switch (basis) {
    case "actual":
    case "actual_360":
      return whole(daysOf(part, zone));
    case "second":
      return secondsOf(part, zone);
    case "fixed_month":
      return whole(daysOfFixedMonths(part, zone, fixedMonthDays));
    case "strict_30_360":
      return whole(daysOf30(part, zone));
    default:
      return unreachable(basis);
  }
};

const daysOfFixedMonths = ({ start, end }: Span, zone: string, monthDays: number): number => {
  const from = localDayOf(start, zone);
  const to = localDayOf(end, zone);
  return monthsBetween(from, to) * monthDays + dayOf(to) - dayOf(from);
};

const monthDays30 = 30;

/** The number of a day when every month has thirty: the 31st and the last of February are the thirtieth. */
const number30 = (day: PlainDate): number => {
  const isEndOfMonth = dayOf(day) === 31 || isLastOfFebruary(day);
  return 360 * yearOf(day) + 30 * monthOf(day) + (isEndOfMonth ? monthDays30 : dayOf(day));
};

const isLastOfFebruary = (day: PlainDate): boolean => monthOf(day) === 2 && monthOf(dayAfter(day)) === 3;

const dayAfter = (day: PlainDate): PlainDate => addDays(day, 1);

const daysOf30 = ({ start, end }: Span, zone: string): number => {
  const last = addDays(localDayOf(end, zone), -1);
  return number30(last) - number30(localDayOf(start, zone)) + 1;
};

/** The share of a full period of days that a part of it is: 11 April to 1 May of an April is 20/30. */
export const shareOfPeriod = (part: Period, full: Period): Rational =>
  rational(BigInt(daysInPeriod(part)), BigInt(daysInPeriod(full)));
