import { addDays, dayOf, monthOf, type Period, type PlainDate, wallClockInZone, yearOf } from "@/server/kernel";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const monthName = (day: PlainDate): string => months[monthOf(day) - 1] ?? "";

/** 16 Nov 2026 */
export const writeDay = (day: PlainDate): string => `${dayOf(day)} ${monthName(day)} ${yearOf(day)}`;

/** 16 Nov – 15 Dec 2026: data ends a period on the first day it no longer covers, people read the last day it does. */
export const writePeriod = ({ start, end }: Period): string => {
  const last = addDays(end, -1);
  if (last <= start) return writeDay(start);
  if (yearOf(start) !== yearOf(last)) return `${writeDay(start)} – ${writeDay(last)}`;
  if (monthOf(start) !== monthOf(last)) return `${dayOf(start)} ${monthName(start)} – ${writeDay(last)}`;
  return `${dayOf(start)}–${writeDay(last)}`;
};

/** 16 Nov 2026, 14:02 (Berlin time) */
export const writeInstant = (instant: Date, zone: string): string => {
  const { day, hour, minute } = wallClockInZone(instant, zone);
  const city = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  return `${writeDay(day)}, ${twoDigits(hour)}:${twoDigits(minute)} (${city} time)`;
};

const twoDigits = (number: number): string => String(number).padStart(2, "0");
