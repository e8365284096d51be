import words from "@/messages/en/billing.json";
import { addDays, dayOf, monthOf, type Period, type PlainDate, wallClockInZone, yearOf } from "@/server/kernel";

const months = words.months.split(" ");

const monthName = (day: PlainDate) => months[monthOf(day) - 1] ?? "";

export function formatDay(day: PlainDate): string {
  return `${dayOf(day)} ${monthName(day)} ${yearOf(day)}`;
}

/** Data ends a period on the first day it no longer covers; people read the last day it does. */
export function formatPeriod({ start, end }: Period): string {
  const last = addDays(end, -1);
  if (last <= start) return formatDay(start);
  if (yearOf(start) !== yearOf(last)) return `${formatDay(start)} – ${formatDay(last)}`;
  if (monthOf(start) !== monthOf(last)) return `${dayOf(start)} ${monthName(start)} – ${formatDay(last)}`;
  return `${dayOf(start)}–${formatDay(last)}`;
}

/** `the 16th` of each month: English ordinals, 11 to 13 included. */
export function formatOrdinal(number: number): string {
  const suffixes: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(number);
  return `${number}${suffixes[rule] ?? "th"}`;
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

export function formatTime(instant: Date, zone: string, withSeconds = false): string {
  const { hour, minute, second } = wallClockInZone(instant, zone);
  return [hour, minute, ...(withSeconds ? [second] : [])].map(twoDigits).join(":");
}

/** The city a time zone is named after: `Dublin` for Europe/Dublin. */
export function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** `Nov 2026` for 2026-11. */
export function formatMonth(month: string): string {
  const [year = "", number = "1"] = month.split("-");
  return `${months[Number(number) - 1] ?? ""} ${year}`;
}
