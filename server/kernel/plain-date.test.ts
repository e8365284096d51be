import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { InvariantViolation } from "./invariant";
import {
  addDays,
  addMonthsFromAnchor,
  compareDays,
  dayOf,
  daysBetween,
  daysInMonth,
  isPlainDate,
  maxDay,
  minDay,
  monthOf,
  type PlainDate,
  plainDate,
  plainDateOf,
  weekdayOf,
  yearOf,
} from "./plain-date";

const day = fc
  .integer({ min: 0, max: 3_652_058 })
  .map((days) => plainDate(Temporal.PlainDate.from("0001-01-01").add({ days }).toString()));
const from = (date: PlainDate) => Temporal.PlainDate.from(date);
const isInCalendar = (date: Temporal.PlainDate) => date.year >= 1 && date.year <= 9999;

describe("plainDate", () => {
  it.each(["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])("takes %s", (text) => {
    expect(plainDate(text)).toBe(text);
  });

  it.each([
    "2023-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "0000-01-01",
    "2026-01-01T00:00",
    "٢٠٢٦-٠١-٠١",
    "2026-01-01\n",
    "",
  ])("refuses %j", (text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => plainDate(text)).toThrow(expect.objectContaining({ code: "invalid_input", reason: "day.invalid" }));
  });

  it("is made of its parts", () => {
    const date = plainDateOf(2026, 1, 31);
    expect([date, yearOf(date), monthOf(date), dayOf(date)]).toEqual(["2026-01-31", 2026, 1, 31]);
    expect(() => plainDateOf(2026, 2, 30)).toThrow(InvariantViolation);
    expect(isPlainDate(20260131)).toBe(false);
  });

  it.each([
    ["1969-07-20", 7],
    ["2000-01-01", 6],
    ["2026-11-26", 4],
  ])("knows the weekday of %s", (text, weekday) => {
    expect(weekdayOf(plainDate(text))).toBe(weekday);
  });

  it.each([
    [2023, 2, 28],
    [2024, 2, 29],
    [1900, 2, 28],
    [2000, 2, 29],
    [2026, 4, 30],
    [2026, 12, 31],
  ])("counts the days of %i-%i", (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});

describe("addMonthsFromAnchor", () => {
  it("never drifts from the 31st", () => {
    const anchor = plainDate("2026-01-31");
    expect([0, 1, 2, 3, 13, 25].map((k) => addMonthsFromAnchor(anchor, k))).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
      "2027-02-28",
      "2028-02-29",
    ]);
    expect(addMonthsFromAnchor(anchor, -2)).toBe("2025-11-30");
  });

  it("agrees with Temporal", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -2400, max: 2400 }), (date, months) => {
        const expected = from(date).add({ months });
        fc.pre(isInCalendar(expected));
        expect(addMonthsFromAnchor(date, months)).toBe(expected.toString());
      }),
    );
  });
});

describe("days", () => {
  it("are counted as Temporal counts them", () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        const days = from(a).until(from(b), { largestUnit: "day" }).days;
        expect(daysBetween(a, b)).toBe(days);
        expect(addDays(a, days)).toBe(b);
        expect(weekdayOf(a)).toBe(from(a).dayOfWeek);
        expect(compareDays(a, b)).toBe(Temporal.PlainDate.compare(from(a), from(b)));
      }),
      { numRuns: 300 },
    );
  });

  it("run through 400 years one by one", () => {
    let date = plainDate("1600-03-01");
    for (let index = 0; index < 146_097; index += 1) {
      const next = addDays(date, 1);
      if (next <= date || weekdayOf(next) !== (weekdayOf(date) % 7) + 1) throw new Error(`${date} then ${next}`);
      date = next;
    }
    expect(date).toBe("2000-03-01");
  });

  it("have a least and a greatest", () => {
    const days = [plainDate("2026-03-01"), plainDate("2025-12-31"), plainDate("2026-02-01")] as const;
    expect([minDay(...days), maxDay(...days)]).toEqual(["2025-12-31", "2026-03-01"]);
  });

  it("do not leave the calendar", () => {
    expect(() => addDays(plainDate("9999-12-31"), 1)).toThrow(InvariantViolation);
    expect(() => addMonthsFromAnchor(plainDate("0001-01-01"), -1)).toThrow(InvariantViolation);
    expect(() => addDays(plainDate("2026-01-01"), 0.5)).toThrow(InvariantViolation);
  });
});
