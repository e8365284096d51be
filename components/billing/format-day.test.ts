import { describe, expect, it } from "vitest";
import { type Period, period, plainDate } from "@/server/kernel";
import { formatDay, formatOrdinal, formatPeriod, formatTime } from "./format-day";

const span = (start: string, end: string): Period => period(plainDate(start), plainDate(end));

describe("formatDay", () => {
  it("writes the British way, September in three letters", () => {
    expect(formatDay(plainDate("2026-09-01"))).toBe("1 Sep 2026");
  });
});

describe("formatPeriod", () => {
  it.each([
    ["2026-11-01", "2026-12-01", "1–30 Nov 2026"],
    ["2026-11-16", "2026-12-16", "16 Nov – 15 Dec 2026"],
    ["2026-12-16", "2027-01-16", "16 Dec 2026 – 15 Jan 2027"],
    ["2026-02-28", "2026-03-01", "28 Feb 2026"],
    ["2028-02-01", "2028-03-01", "1–29 Feb 2028"],
  ])("shows the last day covered: %s to %s", (start, end, text) => {
    expect(formatPeriod(span(start, end))).toBe(text);
  });
});

describe("formatOrdinal", () => {
  it.each([
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [11, "11th"],
    [16, "16th"],
    [22, "22nd"],
    [31, "31st"],
  ])("writes %i as %s", (number, text) => {
    expect(formatOrdinal(number)).toBe(text);
  });
});

describe("formatTime", () => {
  it("reads the clock of the zone it is given", () => {
    const instant = new Date("2026-11-16T09:02:11Z");
    expect(formatTime(instant, "Europe/Berlin", true)).toBe("10:02:11");
    expect(formatTime(instant, "Europe/Dublin")).toBe("09:02");
  });
});
