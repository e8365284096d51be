import { writeDay } from "@/server/documents/core";
import { plainDate, wallClockInZone } from "@/server/kernel";

// Screens and papers write days and periods with one hand.
export { writeDay as formatDay, writePeriod as formatPeriod } from "@/server/documents/core";

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
  return writeDay(plainDate(`${month}-01`)).replace(/^1 /, "");
}
