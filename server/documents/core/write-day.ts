import { addDays, dayOf, monthOf, type Period, type PlainDate, yearOf } from "@/server/kernel";

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
