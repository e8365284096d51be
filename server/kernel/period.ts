import { invariant } from "./invariant";
import {
  addDays,
  addMonthsFromAnchor,
  dayOf,
  daysBetween,
  daysInMonth,
  maxDay,
  minDay,
  monthOf,
  type PlainDate,
  plainDateOf,
  yearOf,
} from "./plain-date";
import { divideRationals, type Rational, rational } from "./rational";

export const intervalUnits = ["day", "week", "month", "year"] as const;
export type IntervalUnit = (typeof intervalUnits)[number];
export type Interval = { readonly unit: IntervalUnit; readonly count: number };

/** How often an interval fits into a month, whatever the calendar: 12 months, 52 weeks and 365 days are a year. */
export const timesInMonth = ({ unit, count }: Interval): Rational =>
  divideRationals(timesAUnitInMonth[unit], rational(BigInt(count)));

const timesAUnitInMonth: Readonly<Record<IntervalUnit, Rational>> = {
  month: rational(1n),
  year: rational(1n, 12n),
  week: rational(52n, 12n),
  day: rational(365n, 12n),
};

/** Half-open: the end is the first day that no longer belongs to it. */
export type Period = { readonly start: PlainDate; readonly end: PlainDate };
export type IndexedPeriod = Period & { readonly index: number };

const dayStep = { day: 1, week: 7 } as const;
const monthStep = { month: 1, year: 12 } as const;

type Step = { readonly unit: "day" | "month"; readonly size: number };

function stepOf({ unit, count }: Interval): Step {
  invariant(Number.isSafeInteger(count) && count > 0, "An interval counts at least one whole unit.");
  if (unit === "day" || unit === "week") return { unit: "day", size: dayStep[unit] * count };
  return { unit: "month", size: monthStep[unit] * count };
}

export function period(start: PlainDate, end: PlainDate): Period {
  invariant(start <= end, `A period cannot end on ${end} before it starts on ${start}.`);
  return { start, end };
}

export function daysInPeriod({ start, end }: Period): number {
  return daysBetween(start, end);
}

export function overlap(a: Period, b: Period): Period | null {
  const start = maxDay(a.start, b.start);
  const end = minDay(a.end, b.end);
  return start < end ? { start, end } : null;
}

function boundaryAt(anchor: PlainDate, step: Step, k: number): PlainDate {
  return step.unit === "day" ? addDays(anchor, k * step.size) : addMonthsFromAnchor(anchor, k * step.size);
}

/** The k-th boundary of the grid that runs through the anchor in both directions. */
export function boundaryFromAnchor(anchor: PlainDate, interval: Interval, k: number): PlainDate {
  return boundaryAt(anchor, stepOf(interval), k);
}

function monthsBetween(a: PlainDate, b: PlainDate): number {
  return (yearOf(b) - yearOf(a)) * 12 + monthOf(b) - monthOf(a);
}

function indexAt(anchor: PlainDate, step: Step, day: PlainDate): number {
  const distance = step.unit === "day" ? daysBetween(anchor, day) : monthsBetween(anchor, day);
  const k = Math.floor(distance / step.size);
  return boundaryAt(anchor, step, k) > day ? k - 1 : k;
}

export function periodContaining(anchor: PlainDate, interval: Interval, day: PlainDate): IndexedPeriod {
  const step = stepOf(interval);
  const index = indexAt(anchor, step, day);
  return { index, start: boundaryAt(anchor, step, index), end: boundaryAt(anchor, step, index + 1) };
}

export function firstBoundaryOnOrAfter(anchor: PlainDate, interval: Interval, day: PlainDate): PlainDate {
  const { start, end } = periodContaining(anchor, interval, day);
  return start === day ? start : end;
}

/** Every grid period whose first day lies in `[from, until)`. */
export function periodsStartingBetween(
  anchor: PlainDate,
  interval: Interval,
  from: PlainDate,
  until: PlainDate,
): IndexedPeriod[] {
  const step = stepOf(interval);
  const found: IndexedPeriod[] = [];
  let index = indexAt(anchor, step, from);
  if (boundaryAt(anchor, step, index) < from) index += 1;
  let start = boundaryAt(anchor, step, index);
  while (start < until) {
    const end = boundaryAt(anchor, step, index + 1);
    found.push({ index, start, end });
    index += 1;
    start = end;
  }
  return found;
}

const anchorSearchMax = 48;

/**
 * The anchor of a grid that passes through the month of `day` on the given day of the month. A February cannot hold
 * the 31st, so the anchor is then the nearest earlier month of the same grid that can (or comes closest).
 */
export function anchorOnDayOfMonth(day: PlainDate, dayOfMonth: number, interval: Interval): PlainDate {
  const step = stepOf(interval);
  invariant(step.unit === "month", "Only months and years have an anchor day.");
  invariant(dayOfMonth >= 1 && dayOfMonth <= 31, `There is no day ${dayOfMonth} in a month.`);
  const firstOfMonth = plainDateOf(yearOf(day), monthOf(day), 1);
  let best = clampedTo(firstOfMonth, dayOfMonth);
  for (let k = 1; dayOf(best) < dayOfMonth && k <= anchorSearchMax; k += 1) {
    const candidate = clampedTo(addMonthsFromAnchor(firstOfMonth, -k * step.size), dayOfMonth);
    if (dayOf(candidate) > dayOf(best)) best = candidate;
  }
  return best;
}

function clampedTo(firstOfMonth: PlainDate, dayOfMonth: number): PlainDate {
  const year = yearOf(firstOfMonth);
  const month = monthOf(firstOfMonth);
  return plainDateOf(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
}
