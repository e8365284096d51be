import { DomainError } from "./domain-error";
import { invariant } from "./invariant";
import { dayNumberOf, isPlainDate, type PlainDate, plainDate } from "./plain-date";

export type WallClock = {
  readonly day: PlainDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly offsetMinutes: number;
};

const dayMs = 86_400_000;
const epochDayNumber = dayNumberOf(plainDate("1970-01-01"));
const wallClockText = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;
const timeOfDay = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;
const formattersMax = 1000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function newFormatter(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}

// Zone names are case-insensitive, so their spellings are many: the cache is emptied rather than left to grow.
function formatterFor(zone: string): Intl.DateTimeFormat | null {
  const cached = formatters.get(zone);
  if (cached) return cached;
  if (!/^[A-Za-z]/.test(zone)) return null;
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = newFormatter(zone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  if (formatters.size >= formattersMax) formatters.clear();
  formatters.set(zone, formatter);
  return formatter;
}

export function isTimeZone(zone: unknown): zone is string {
  return typeof zone === "string" && formatterFor(zone) !== null;
}

function requireFormatter(zone: string): Intl.DateTimeFormat {
  const formatter = formatterFor(zone);
  if (formatter) return formatter;
  throw new DomainError("invalid_input", "time_zone.unknown", "Choose a time zone such as Europe/Dublin.", { zone });
}

/** The local wall clock as milliseconds of a clock that knows no zones. */
function localMs(instantMs: number, zone: string): number {
  const wholeSecondMs = Math.floor(instantMs / 1000) * 1000;
  const match = wallClockText.exec(requireFormatter(zone).format(wholeSecondMs));
  invariant(match, `The wall clock of ${zone} cannot be read at ${instantMs}.`);
  const [, month, day, year, hour, minute, second] = match.map(Number);
  const date = writeDay(year ?? 0, month ?? 0, day ?? 0);
  return dayToMs(date) + ((hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0)) * 1000;
}

function writeDay(year: number, month: number, day: number): PlainDate {
  return plainDate(
    `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  );
}

function dayToMs(day: PlainDate): number {
  return (dayNumberOf(day) - epochDayNumber) * dayMs;
}

function offsetMsAt(instantMs: number, zone: string): number {
  return localMs(instantMs, zone) - Math.floor(instantMs / 1000) * 1000;
}

/** Minutes east of UTC; old local mean times are cut to the minute. */
export function offsetMinutesAt(instant: Date, zone: string): number {
  return Math.trunc(offsetMsAt(instant.getTime(), zone) / 60_000);
}

export function wallClockInZone(instant: Date, zone: string): WallClock {
  const instantMs = Math.floor(instant.getTime() / 1000) * 1000;
  const local = localMs(instantMs, zone);
  const text = new Date(local).toISOString();
  const day = text.slice(0, 10);
  invariant(isPlainDate(day), `The day of ${text} lies outside of the calendar.`);
  return {
    day,
    hour: Number(text.slice(11, 13)),
    minute: Number(text.slice(14, 16)),
    second: Number(text.slice(17, 19)),
    offsetMinutes: Math.trunc((local - instantMs) / 60_000),
  };
}

export function dayInZone(instant: Date, zone: string): PlainDate {
  return wallClockInZone(instant, zone).day;
}

type Resolution = { readonly kind: "exact"; readonly ms: number } | Gap;
type Gap = { readonly kind: "gap"; readonly before: number; readonly after: number };

// No zone has ever changed its clock twice within two days, so the offsets a day before and a day after suffice.
function resolve(wallMs: number, zone: string): Resolution {
  const before = offsetMsAt(wallMs - dayMs, zone);
  const after = offsetMsAt(wallMs + dayMs, zone);
  const candidates = [wallMs - before, wallMs - after].sort((a, b) => a - b);
  const ms = candidates.find((candidate) => candidate + offsetMsAt(candidate, zone) === wallMs);
  return ms === undefined ? { kind: "gap", before, after } : { kind: "exact", ms };
}

/** The instant of a local time: one that a clock change skips moves forward by the gap, one that comes twice is the earlier. */
export function instantAt(day: PlainDate, time: string, zone: string): Date {
  const match = timeOfDay.exec(time);
  invariant(match, `${time} is no time of day as HH:MM:SS.`);
  const [, hour = 0, minute = 0, second = 0] = match.map(Number);
  const wallMs = dayToMs(day) + (hour * 3600 + minute * 60 + second) * 1000;
  const resolution = resolve(wallMs, zone);
  return new Date(resolution.kind === "exact" ? resolution.ms : wallMs - resolution.before);
}

const startsOfDays = new Map<string, number>();
const startsMax = 4000;

/** The first instant of the day, also where a clock change skips midnight. */
export function startOfDay(day: PlainDate, zone: string): Date {
  const key = `${zone} ${day}`;
  const known = startsOfDays.get(key) ?? findStartOfDay(day, zone).getTime();
  if (startsOfDays.size >= startsMax) startsOfDays.clear();
  startsOfDays.set(key, known);
  return new Date(known);
}

function findStartOfDay(day: PlainDate, zone: string): Date {
  const midnight = dayToMs(day);
  const resolution = resolve(midnight, zone);
  return new Date(resolution.kind === "exact" ? resolution.ms : endOfGap(midnight, resolution, zone));
}

function endOfGap(wallMs: number, gap: Gap, zone: string): number {
  let low = Math.floor((wallMs - gap.after) / 1000);
  let high = Math.floor((wallMs - gap.before) / 1000);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMsAt(middle * 1000, zone) === gap.after) high = middle;
    else low = middle + 1;
  }
  return low * 1000;
}

export function maxInstant(a: Date, b: Date): Date {
  return a.getTime() >= b.getTime() ? a : b;
}
