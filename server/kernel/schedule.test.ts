import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, plainDate } from "./plain-date";
import { type Alignment, listServicePeriods, openSchedule, type ScheduleTerms, servicePeriodOf } from "./schedule";
import type { Span, TimePoint } from "./time-point";

const day = (text: string): TimePoint => ({ kind: "day", day: plainDate(text) });
const at = (text: string): TimePoint => ({ kind: "instant", at: new Date(text) });
const write = (point: TimePoint): string =>
  point.kind === "day" ? point.day : point.at.toISOString().replace(".000Z", "Z");

const terms = (start: TimePoint, given: Partial<ScheduleTerms> = {}): ScheduleTerms => ({
  start,
  end: null,
  zone: "UTC",
  interval: { unit: "month", count: 1 },
  anchor: null,
  anchorDay: null,
  ...given,
});

const startsOf = (given: ScheduleTerms, alignment: Alignment, count: number): string[] =>
  listServicePeriods(openSchedule(given, alignment), (_period: Span, index) => index < count).map(({ period }) =>
    write(period.start),
  );

describe("a schedule", () => {
  it("counts every boundary from its base, so that the 31st never drifts", () => {
    expect(startsOf(terms(day("2024-01-31")), "anniversary", 4)).toEqual([
      "2024-01-31",
      "2024-02-29",
      "2024-03-31",
      "2024-04-30",
    ]);
  });

  it("begins with a stub up to the day of the month, which may be the 31st in a February", () => {
    expect(startsOf(terms(day("2023-02-10"), { anchorDay: 31 }), "anchor", 3)).toEqual([
      "2023-02-10",
      "2023-02-28",
      "2023-03-31",
    ]);
  });

  it("follows the calendar: quarters from January, weeks from Monday, at local midnight", () => {
    const quarters = terms(day("2024-02-15"), { interval: { unit: "month", count: 3 } });
    expect(startsOf(quarters, "calendar", 3)).toEqual(["2024-02-15", "2024-04-01", "2024-07-01"]);
    const weeks = terms(at("2024-03-06T12:00:00Z"), { interval: { unit: "week", count: 1 }, zone: "Europe/Berlin" });
    expect(startsOf(weeks, "calendar", 2)).toEqual(["2024-03-06T12:00:00Z", "2024-03-10T23:00:00Z"]);
  });

  it("keeps the local time of day across a change of the clock", () => {
    const schedule = terms(at("2024-03-03T07:30:00Z"), { zone: "America/New_York" });
    // 02:30 in New York; on 10 March the clock jumps from 2 to 3, in April it is an hour ahead.
    expect(startsOf(schedule, "anniversary", 2)).toEqual(["2024-03-03T07:30:00Z", "2024-04-03T06:30:00Z"]);
  });

  it("cuts the period that holds its end, and knows none after it", () => {
    const schedule = openSchedule(terms(day("2024-01-31"), { end: day("2024-03-15") }), "anniversary");
    const periods = listServicePeriods(schedule, () => true);
    expect(periods.map(({ period, isStub }) => [write(period.end), isStub])).toEqual([
      ["2024-02-29", false],
      ["2024-03-15", true],
    ]);
    expect(() => servicePeriodOf(schedule, day("2024-03-15"), null)).toThrow("The schedule has ended by then.");
  });

  it.each([
    ["interval.invalid", terms(day("2024-01-31"), { interval: { unit: "month", count: 0 } }), "anniversary"],
    ["interval.invalid", terms(day("2024-01-31"), { interval: { unit: "month", count: 5 } }), "calendar"],
    ["schedule.invalid", terms(day("2024-01-31"), { anchorDay: 32 }), "anchor"],
    ["schedule.invalid", terms(day("2024-01-31")), "anchor"],
    ["schedule.invalid", terms(day("2024-01-31"), { anchorDay: 5 }), "anniversary"],
    ["schedule.invalid", terms(day("2024-01-31"), { anchorDay: 5, interval: { unit: "week", count: 1 } }), "anchor"],
  ] as const)("refuses %s", (reason, given, alignment) => {
    expect(() => openSchedule(given, alignment)).toThrow(expect.objectContaining({ reason }));
  });

  it("puts each day into exactly one period, and each period begins where the one before ended", () => {
    const start = fc.integer({ min: 0, max: 3_000 }).map((count) => addDays(plainDate("2020-01-01"), count));
    const unit = fc.constantFrom("day", "week", "month", "year");
    fc.assert(
      fc.property(
        start,
        unit,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 2_000 }),
        (from, of, n, ahead) => {
          const schedule = openSchedule(
            terms({ kind: "day", day: from }, { interval: { unit: of, count: n } }),
            "anniversary",
          );
          const wanted = addDays(from, ahead);
          const { period, index } = servicePeriodOf(schedule, { kind: "day", day: wanted }, null);
          expect(write(period.start) <= wanted && wanted < write(period.end)).toBe(true);
          const next = servicePeriodOf(schedule, period.end, null);
          expect([write(next.period.start), next.index]).toEqual([write(period.end), (index ?? 0) + 1]);
        },
      ),
    );
  });
});
