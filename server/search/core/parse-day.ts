import { daysInMonth, isPlainDate, type PlainDate, plainDateOf, yearOf } from "@/server/kernel";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const longMonths = "january february march april may june july august september october november december".split(" ");
const dayFirst = /^(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]?([a-z]{3,9})\.?,?(?:[\s-](\d{4}))?$/;
const monthFirst = /^([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?(?:\s(\d{4}))?$/;
const figures = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/;

const monthOfName = (name: string): number =>
  name === "sept" ? 9 : Math.max(months.indexOf(name), longMonths.indexOf(name)) + 1;

const realDay = (year: number, month: number, day: number): PlainDate | null => {
  const isReal = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isReal ? plainDateOf(year, month, day) : null;
};

const latest = (month: number, day: number, today: PlainDate): PlainDate | null => {
  const thisYear = realDay(yearOf(today), month, day);
  return thisYear && thisYear <= today ? thisYear : realDay(yearOf(today) - 1, month, day);
};

/** `2026-11-14`, `14 Nov`, `Nov 14, 2026`, `14.11.2026`; without a year the last such day until today. */
export const parseDay = (text: string, today: PlainDate): PlainDate | null => {
  if (isPlainDate(text)) return text;
  const [, day, month, year] = figures.exec(text) ?? [];
  if (year) return realDay(Number(year), Number(month), Number(day));
  const [, before, name, yearAfter] = dayFirst.exec(text) ?? [];
  const [, otherName, after, otherYear] = monthFirst.exec(text) ?? [];
  const number = monthOfName(name ?? otherName ?? "");
  const ofMonth = Number(before ?? after ?? 0);
  const writtenYear = yearAfter ?? otherYear;
  return writtenYear ? realDay(Number(writtenYear), number, ofMonth) : latest(number, ofMonth, today);
};
