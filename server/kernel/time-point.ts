import { addDays, type PlainDate } from "./plain-date";
import { dayInZone, instantAt, startOfDay, wallClockInZone } from "./zoned-time";

/** A day, which stands for its first instant in the zone, or an instant. */
export type TimePoint =
  | { readonly kind: "day"; readonly day: PlainDate }
  | { readonly kind: "instant"; readonly at: Date };

/** Half-open, like every period. */
export type Span = { readonly start: TimePoint; readonly end: TimePoint };

export const localDayOf = (point: TimePoint, zone: string): PlainDate =>
  point.kind === "day" ? point.day : dayInZone(point.at, zone);

export const instantOf = (point: TimePoint, zone: string): Date =>
  point.kind === "day" ? startOfDay(point.day, zone) : point.at;

export const comparePoints = (a: TimePoint, b: TimePoint, zone: string): number => {
  if (a.kind === "day" && b.kind === "day") return a.day === b.day ? 0 : a.day < b.day ? -1 : 1;
  return instantOf(a, zone).getTime() - instantOf(b, zone).getTime();
};

export const laterPoint = (a: TimePoint, b: TimePoint, zone: string): TimePoint =>
  comparePoints(a, b, zone) >= 0 ? a : b;

export const earlierPoint = (a: TimePoint, b: TimePoint, zone: string): TimePoint =>
  comparePoints(a, b, zone) <= 0 ? a : b;

export const isSameSpan = (a: Span, b: Span, zone: string): boolean =>
  comparePoints(a.start, b.start, zone) === 0 && comparePoints(a.end, b.end, zone) === 0;

const pad = (value: number): string => String(value).padStart(2, "0");

/** The same local time of day on another day; on a day as such there is none to keep. */
export const onDay = (point: TimePoint, day: PlainDate, zone: string): TimePoint => {
  if (point.kind === "day") return { kind: "day", day };
  const { hour, minute, second } = wallClockInZone(point.at, zone);
  const whole = instantAt(day, `${pad(hour)}:${pad(minute)}:${pad(second)}`, zone);
  const fractionMs = ((point.at.getTime() % 1000) + 1000) % 1000;
  return { kind: "instant", at: new Date(whole.getTime() + fractionMs) };
};

export const addDaysToPoint = (point: TimePoint, count: number, zone: string): TimePoint =>
  onDay(point, addDays(localDayOf(point, zone), count), zone);
