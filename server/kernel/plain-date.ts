import { DomainError } from "./domain-error";
import { invariant } from "./invariant";

declare const plainDateBrand: unique symbol;

/** A calendar day as ISO text, years 0001 to 9999; compares as text. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const daysInMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const yearMax = 9999;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  const days = daysInMonths[month - 1];
  invariant(days !== undefined, `There is no month ${month}.`);
  return month === 2 && isLeapYear(year) ? 29 : days;
}

function isRealDay(year: number, month: number, day: number): boolean {
  const isMonth = Number.isInteger(year) && year >= 1 && year <= yearMax && Number.isInteger(month);
  if (!isMonth || month < 1 || month > 12) return false;
  return Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, month);
}

function write(year: number, month: number, day: number): PlainDate {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return text as PlainDate;
}

export function isPlainDate(value: unknown): value is PlainDate {
  if (typeof value !== "string" || !isoDay.test(value)) return false;
  return isRealDay(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8, 10)));
}

export function plainDate(text: string): PlainDate {
  if (isPlainDate(text)) return text;
  throw new DomainError("invalid_input", "day.invalid", "Enter a day of the calendar such as 2026-01-31.", {
    value: text.slice(0, 80),
  });
}

export function plainDateOf(year: number, month: number, day: number): PlainDate {
  invariant(isRealDay(year, month, day), `There is no day ${year}-${month}-${day}.`);
  return write(year, month, day);
}

export function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4));
}

export function monthOf(day: PlainDate): number {
  return Number(day.slice(5, 7));
}

export function dayOf(day: PlainDate): number {
  return Number(day.slice(8, 10));
}

// A year that begins in March ends with the leap day, so every month starts after a fixed number of days.
const daysBeforeMonthFromMarch = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];
const daysPerEra = 146_097;

/** Days since 1 March of the year 0, which starts an era of 400 years. */
export function dayNumberOf(day: PlainDate): number {
  const monthFromMarch = (monthOf(day) + 9) % 12;
  const year = yearOf(day) - (monthFromMarch >= 10 ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + (daysBeforeMonthFromMarch[monthFromMarch] ?? 0) + dayOf(day) - 1;
}

function fromDayNumber(dayNumber: number): PlainDate {
  const era = Math.floor(dayNumber / daysPerEra);
  const dayOfEra = dayNumber - era * daysPerEra;
  const leapDaysPassed =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / (daysPerEra - 1));
  const yearOfEra = Math.floor((dayOfEra - leapDaysPassed) / 365);
  const firstDay = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - firstDay;
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - (daysBeforeMonthFromMarch[monthFromMarch] ?? 0) + 1;
  const month = ((monthFromMarch + 2) % 12) + 1;
  return plainDateOf(era * 400 + yearOfEra + (monthFromMarch >= 10 ? 1 : 0), month, day);
}

export function addDays(day: PlainDate, count: number): PlainDate {
  invariant(Number.isInteger(count), "Only whole days can be added.");
  return count === 0 ? day : fromDayNumber(dayNumberOf(day) + count);
}

/**
 * The k-th monthly step counted from the anchor, never from the step before, so that the 31st gives
 * 28 February and then 31 March again.
 */
export function addMonthsFromAnchor(anchor: PlainDate, k: number): PlainDate {
  invariant(Number.isInteger(k), "Only whole months can be added.");
  const months = yearOf(anchor) * 12 + monthOf(anchor) - 1 + k;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return plainDateOf(year, month, Math.min(dayOf(anchor), daysInMonth(year, month)));
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: PlainDate, b: PlainDate): number {
  return dayNumberOf(b) - dayNumberOf(a);
}

export function compareDays(a: PlainDate, b: PlainDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function minDay(first: PlainDate, ...others: readonly PlainDate[]): PlainDate {
  return others.reduce((least, day) => (day < least ? day : least), first);
}

export function maxDay(first: PlainDate, ...others: readonly PlainDate[]): PlainDate {
  return others.reduce((most, day) => (day > most ? day : most), first);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: PlainDate): number {
  // 1 March of the year 0 was a Wednesday.
  return ((dayNumberOf(day) + 2) % 7) + 1;
}
