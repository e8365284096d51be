import { DomainError } from "./domain-error";
import { anchorOnDayOfMonth, boundaryFromAnchor, type Interval, periodContaining } from "./period";
import { addDays, monthOf, type PlainDate, plainDateOf, weekdayOf, yearOf } from "./plain-date";
import { comparePoints, earlierPoint, isSameSpan, localDayOf, onDay, type Span, type TimePoint } from "./time-point";
import { startOfDay } from "./zoned-time";

export type ScheduleTerms = {
  readonly start: TimePoint | null;
  readonly end: TimePoint | null;
  readonly zone: string;
  readonly interval: Interval;
  /** A boundary itself, wherever it lies; or else the day of the month on which boundaries lie. */
  readonly anchor: TimePoint | null;
  readonly anchorDay: number | null;
};

export type Alignment = "anniversary" | "calendar" | "anchor";

/** Service periods on an endless grid of boundaries, counted from its base in both directions. */
export type Schedule = {
  readonly start: TimePoint | null;
  readonly end: TimePoint | null;
  readonly zone: string;
  readonly boundaryAt: (k: number) => TimePoint;
  /** The last boundary on or before a point. */
  readonly indexAt: (point: TimePoint) => number;
  /** The period of the grid that holds a point; a boundary belongs to the later one. */
  readonly periodAt: (point: TimePoint) => Span;
};

export type ServicePeriod = {
  readonly period: Span;
  /** The grid period that holds it; one that is not whole is a stub. */
  readonly fullPeriod: Span;
  readonly isStub: boolean;
  readonly index: number;
};

type Base = {
  /** Whose time of day the boundaries keep. */
  readonly point: TimePoint;
  readonly day: PlainDate;
};

const refuse = (reason: "schedule.invalid" | "interval.invalid", message: string): never => {
  throw new DomainError("invalid_input", reason, message, { field: "schedule" });
};

const baseOf = (point: TimePoint, zone: string): Base => ({ point, day: localDayOf(point, zone) });

const calendarDay = (day: PlainDate, { unit, count }: Interval): PlainDate => {
  if (unit === "day") return day;
  if (unit === "week") return addDays(day, 1 - weekdayOf(day));
  if (unit === "year") {
    if (count !== 1) refuse("interval.invalid", "On the calendar a year counts by one.");
    return plainDateOf(yearOf(day), 1, 1);
  }
  if (12 % count !== 0) refuse("interval.invalid", "On the calendar give a number of months that divides twelve.");
  const month = Math.floor((monthOf(day) - 1) / count) * count + 1;
  return plainDateOf(yearOf(day), month, 1);
};

/** The beginning of a local day, of the kind that the schedule's other points are. */
const midnight = (like: TimePoint, day: PlainDate, zone: string): TimePoint =>
  like.kind === "day" ? { kind: "day", day } : { kind: "instant", at: startOfDay(day, zone) };

const chooseBase = (terms: ScheduleTerms, alignment: Alignment): Base => {
  const { start, anchor, anchorDay, zone, interval } = terms;
  const isAnchored = alignment === "anchor";
  if (isAnchored ? (anchor === null) === (anchorDay === null) : anchor !== null || anchorDay !== null) {
    refuse("schedule.invalid", "Give one anchor, or none: a boundary, or a day of the month.");
  }
  if (anchor !== null) return baseOf(anchor, zone);
  if (start === null) return refuse("schedule.invalid", "Give the schedule a start.");
  if (anchorDay !== null) return anchorDayBase(start, anchorDay, terms);
  if (alignment === "anniversary") return baseOf(start, zone);
  return baseOf(midnight(start, calendarDay(localDayOf(start, zone), interval), zone), zone);
};

const anchorDayBase = (start: TimePoint, anchorDay: number, { interval, zone }: ScheduleTerms): Base => {
  const isMonthly = interval.unit === "month" || interval.unit === "year";
  if (!isMonthly) refuse("schedule.invalid", "Only months and years have a day of the month.");
  if (anchorDay < 1 || anchorDay > 31) refuse("schedule.invalid", "Give a day of the month from 1 to 31.");
  return { point: start, day: anchorOnDayOfMonth(localDayOf(start, zone), anchorDay, interval) };
};

/** Refuses an interval that is none, anchors that contradict, and what the calendar cannot group. */
export const openSchedule = (terms: ScheduleTerms, alignment: Alignment): Schedule => {
  const { interval, zone } = terms;
  if (!Number.isSafeInteger(interval.count) || interval.count < 1) {
    refuse("interval.invalid", "Let an interval count at least one whole unit.");
  }
  const base = chooseBase(terms, alignment);
  const isCalendar = alignment === "calendar";
  const boundaryAt = (k: number): TimePoint => {
    const day = boundaryFromAnchor(base.day, interval, k);
    return isCalendar ? midnight(base.point, day, zone) : onDay(base.point, day, zone);
  };
  const schedule = { start: terms.start, end: terms.end, zone, boundaryAt };
  return base.point.kind === "day"
    ? { ...schedule, ...placesOnDays(base.day, interval, zone) }
    : { ...schedule, ...placesOfInstants(base.day, interval, { zone, boundaryAt }) };
};

type Places = Pick<Schedule, "indexAt" | "periodAt">;

/** On a grid of days the day alone tells the period. */
const placesOnDays = (anchor: PlainDate, interval: Interval, zone: string): Places => {
  const find = (point: TimePoint) => periodContaining(anchor, interval, localDayOf(point, zone));
  return {
    indexAt: (point) => find(point).index,
    periodAt: (point) => {
      const { start, end } = find(point);
      return { start: { kind: "day", day: start }, end: { kind: "day", day: end } };
    },
  };
};

const placesOfInstants = (
  anchor: PlainDate,
  interval: Interval,
  { zone, boundaryAt }: Pick<Schedule, "zone" | "boundaryAt">,
): Places => {
  const indexAt = (point: TimePoint): number => {
    let k = periodContaining(anchor, interval, localDayOf(point, zone)).index;
    while (comparePoints(boundaryAt(k), point, zone) > 0) k -= 1;
    while (comparePoints(boundaryAt(k + 1), point, zone) <= 0) k += 1;
    return k;
  };
  return {
    indexAt,
    periodAt: (point) => {
      const k = indexAt(point);
      return { start: boundaryAt(k), end: boundaryAt(k + 1) };
    },
  };
};

export const gridPeriod = (schedule: Schedule, k: number): Span => ({
  start: schedule.boundaryAt(k),
  end: schedule.boundaryAt(k + 1),
});

const requireStart = ({ start }: Schedule): TimePoint =>
  start ?? refuse("schedule.invalid", "Give the schedule a start.");

/** The n-th service period: the first runs from the start to the boundary after it, each is cut at the schedule's end. */
export const servicePeriodAt = (schedule: Schedule, index: number): ServicePeriod => {
  const start = requireStart(schedule);
  const { zone, end } = schedule;
  const fullPeriod = gridPeriod(schedule, schedule.indexAt(start) + index);
  const begins = index === 0 ? start : fullPeriod.start;
  const period = { start: begins, end: end === null ? fullPeriod.end : earlierPoint(fullPeriod.end, end, zone) };
  return { period, fullPeriod, index, isStub: !isSameSpan(period, fullPeriod, zone) };
};

/** Service periods from the first on, as long as they are wanted; none starts at or after the schedule's end. */
export const listServicePeriods = (
  schedule: Schedule,
  isWanted: (period: Span, index: number) => boolean,
): ServicePeriod[] => {
  const periods: ServicePeriod[] = [];
  for (let index = 0; ; index += 1) {
    const next = servicePeriodAt(schedule, index);
    const isOver = schedule.end !== null && comparePoints(next.period.start, schedule.end, schedule.zone) >= 0;
    if (isOver || !isWanted(next.period, index)) return periods;
    periods.push(next);
  }
};

export type PeriodOf = Omit<ServicePeriod, "index"> & { readonly index: number | null };

/**
 * The service period that holds a point; a boundary belongs to the later one, and before the start it is the first. An
 * end before `noBoundaryBefore` moves there. Refuses a point at or after the schedule's end. A schedule without a start
 * has only its grid.
 */
export const servicePeriodOf = (schedule: Schedule, at: TimePoint, noBoundaryBefore: TimePoint | null): PeriodOf => {
  const { zone, end, start } = schedule;
  if (end !== null && comparePoints(at, end, zone) >= 0) {
    throw new DomainError("invalid_input", "period.after_end", "The schedule has ended by then.", { field: "at" });
  }
  const found = start === null ? wholePeriodOf(schedule, at) : startedPeriodOf(schedule, start, at);
  if (noBoundaryBefore === null || comparePoints(found.period.end, noBoundaryBefore, zone) >= 0) return found;
  const period = { start: found.period.start, end: noBoundaryBefore };
  return { ...found, period, isStub: !isSameSpan(period, found.fullPeriod, zone) };
};

const wholePeriodOf = (schedule: Schedule, at: TimePoint): PeriodOf => {
  const period = schedule.periodAt(at);
  return { period, fullPeriod: period, isStub: false, index: null };
};

const startedPeriodOf = (schedule: Schedule, start: TimePoint, at: TimePoint): PeriodOf => {
  const index = schedule.indexAt(at) - schedule.indexAt(start);
  return servicePeriodAt(schedule, Math.max(0, comparePoints(at, start, schedule.zone) < 0 ? 0 : index));
};

/** The first boundary of the grid on or after a point. */
export const firstBoundaryFrom = (schedule: Schedule, point: TimePoint): TimePoint => {
  const k = schedule.indexAt(point);
  const at = schedule.boundaryAt(k);
  return comparePoints(at, point, schedule.zone) === 0 ? at : schedule.boundaryAt(k + 1);
};

/** The first boundary of the grid after a point. */
export const firstBoundaryAfter = (schedule: Schedule, point: TimePoint): TimePoint =>
  schedule.boundaryAt(schedule.indexAt(point) + 1);
