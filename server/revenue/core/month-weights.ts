import {
  addMonthsFromAnchor,
  compareDays,
  daysBetween,
  daysInMonth,
  minDay,
  monthOf,
  type PlainDate,
  plainDateOf,
  type Rational,
  rational,
  startOfDay,
  wallClockInZone,
  yearOf,
} from "@/server/kernel";

/** A calendar month as `2026-11`, and its share of what is spread, against the shares of the others. */
export type MonthWeight = { readonly month: string; readonly weight: Rational };

type Stretch = { readonly start: PlainDate; readonly end: PlainDate };

const monthName = (day: PlainDate): string => day.slice(0, 7);

const firstOfNextMonth = (day: PlainDate): PlainDate =>
  addMonthsFromAnchor(plainDateOf(yearOf(day), monthOf(day), 1), 1);

/** The days of each calendar month in a half-open span of days. */
const stretches = (start: PlainDate, end: PlainDate): Stretch[] => {
  const found: Stretch[] = [];
  for (let at = start; at < end; ) {
    const next = minDay(firstOfNextMonth(at), end);
    found.push({ start: at, end: next });
    at = next;
  }
  return found;
};

const daysIn = ({ start, end }: Stretch): bigint => BigInt(daysBetween(start, end));

/** By days: half-open, in the zone the days are of. */
export const weighByDays = (start: PlainDate, end: PlainDate): MonthWeight[] =>
  stretches(start, end).map((stretch) => ({ month: monthName(stretch.start), weight: rational(daysIn(stretch)) }));

/** Each month by the part of it that is covered: a whole February weighs as much as a whole March. */
export const weighByMonthUnits = (start: PlainDate, end: PlainDate): MonthWeight[] =>
  stretches(start, end).map((stretch) => ({
    month: monthName(stretch.start),
    weight: rational(daysIn(stretch), BigInt(daysInMonth(yearOf(stretch.start), monthOf(stretch.start)))),
  }));

/** By the time that elapses in each month of the zone, in milliseconds. */
export const weighByElapsedTime = (start: Date, end: Date, zone: string): MonthWeight[] => {
  const found: MonthWeight[] = [];
  let day = wallClockInZone(start, zone).day;
  for (let at = start.getTime(); at < end.getTime(); ) {
    const nextDay = firstOfNextMonth(day);
    const next = Math.min(startOfDay(nextDay, zone).getTime(), end.getTime());
    found.push({ month: monthName(day), weight: rational(BigInt(next - at)) });
    at = next;
    day = nextDay;
  }
  return found;
};

const secondsOfDay = (instant: Date, zone: string): number => {
  const { hour, minute, second } = wallClockInZone(instant, zone);
  return (hour * 60 + minute) * 60 + second;
};

/**
 * Equal months from the one of the start: as many as it takes to reach the end on the wall clock. 15 June to 13 October
 * are four, 15 June to 16 October are five.
 */
export const weighEvenMonths = (start: Date, end: Date, zone: string): MonthWeight[] => {
  const [first, last] = [wallClockInZone(start, zone).day, wallClockInZone(end, zone).day];
  const isLater = secondsOfDay(end, zone) > secondsOfDay(start, zone);
  const reaches = (day: PlainDate): boolean => compareDays(day, last) > (isLater ? 0 : -1);
  const found: MonthWeight[] = [];
  for (let k = 0; k === 0 || !reaches(addMonthsFromAnchor(first, k)); k += 1) {
    const month = addMonthsFromAnchor(first, k);
    found.push({ month: monthName(month), weight: rational(1n) });
  }
  return found;
};
