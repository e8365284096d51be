import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvariantViolation } from "./invariant";
import {
  anchorOnDayOfMonth,
  boundaryFromAnchor,
  daysInPeriod,
  firstBoundaryOnOrAfter,
  type Interval,
  intervalUnits,
  overlap,
  period,
  periodContaining,
  periodsStartingBetween,
} from "./period";
import { addDays, dayOf, daysInMonth, monthOf, plainDate, weekdayOf, yearOf } from "./plain-date";

const monthly: Interval = { unit: "month", count: 1 };
const day = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays(plainDate("2026-01-01"), days));
const interval = fc.record({ unit: fc.constantFrom(...intervalUnits), count: fc.integer({ min: 1, max: 14 }) });
const span = (start: string, end: string) => period(plainDate(start), plainDate(end));

describe("boundaryFromAnchor", () => {
  it.each([
    ["2026-01-31", "month", 1, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]],
    ["2024-02-29", "year", 1, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28"]],
    ["2026-01-15", "week", 2, ["2026-01-15", "2026-01-29", "2026-02-12", "2026-02-26"]],
    ["2026-02-27", "day", 3, ["2026-02-27", "2026-03-02", "2026-03-05", "2026-03-08"]],
    ["2025-11-30", "month", 3, ["2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30"]],
  ] as const)("counts from %s by %s × %i", (anchor, unit, count, expected) => {
    expect([0, 1, 2, 3].map((k) => boundaryFromAnchor(plainDate(anchor), { unit, count }, k))).toEqual(expected);
  });

  it("refuses an interval of nothing", () => {
    expect(() => boundaryFromAnchor(plainDate("2026-01-01"), { unit: "day", count: 0 }, 1)).toThrow(InvariantViolation);
  });
});

describe("periodContaining", () => {
  it("gives a boundary to the later period", () => {
    const anchor = plainDate("2026-01-31");
    expect(periodContaining(anchor, monthly, plainDate("2026-02-27"))).toEqual({
      index: 0,
      start: "2026-01-31",
      end: "2026-02-28",
    });
    expect(periodContaining(anchor, monthly, plainDate("2026-02-28")).index).toBe(1);
    expect(periodContaining(anchor, monthly, plainDate("2025-12-31"))).toMatchObject({ index: -1, end: "2026-01-31" });
  });

  it("holds every day exactly once", () => {
    fc.assert(
      fc.property(day, interval, day, (anchor, every, on) => {
        const found = periodContaining(anchor, every, on);
        expect(found.start <= on && on < found.end).toBe(true);
        expect(found.start).toBe(boundaryFromAnchor(anchor, every, found.index));
        expect(found.end).toBe(boundaryFromAnchor(anchor, every, found.index + 1));
      }),
    );
  });

  it("finds the first boundary on or after a day", () => {
    const anchor = plainDate("2026-01-31");
    expect(firstBoundaryOnOrAfter(anchor, monthly, plainDate("2026-02-28"))).toBe("2026-02-28");
    expect(firstBoundaryOnOrAfter(anchor, monthly, plainDate("2026-03-01"))).toBe("2026-03-31");
  });
});

describe("periodsStartingBetween", () => {
  it("lists the periods of a half-open span", () => {
    const found = periodsStartingBetween(
      plainDate("2026-01-31"),
      monthly,
      plainDate("2026-02-28"),
      plainDate("2026-04-30"),
    );
    expect(found).toEqual([
      { index: 1, start: "2026-02-28", end: "2026-03-31" },
      { index: 2, start: "2026-03-31", end: "2026-04-30" },
    ]);
  });

  it("splits a span into parts that neither overlap nor leave a day out", () => {
    fc.assert(
      fc.property(day, interval, day, fc.integer({ min: 0, max: 500 }), (anchor, every, from, days) => {
        const until = addDays(from, days);
        const found = periodsStartingBetween(anchor, every, from, until);
        found.forEach((part, index) => {
          const next = found[index + 1];
          expect(part.start >= from && part.start < until).toBe(true);
          if (next) expect([part.end, part.index + 1]).toEqual([next.start, next.index]);
        });
        const last = found.at(-1);
        if (last) {
          expect(last.end >= until).toBe(true);
          expect(found[0]?.start).toBe(firstBoundaryOnOrAfter(anchor, every, from));
        }
      }),
    );
  });
});

describe("anchorOnDayOfMonth", () => {
  it.each([
    ["2012-01-31", 30, monthly, "2012-01-30"],
    ["2026-02-10", 31, monthly, "2026-01-31"],
    ["2026-02-10", 31, { unit: "year", count: 1 }, "2024-02-29"],
    ["2026-02-10", 30, { unit: "month", count: 3 }, "2025-11-30"],
    ["2026-04-10", 31, { unit: "year", count: 1 }, "2026-04-30"],
  ] as const)("from %s on the %i", (from, on, every, expected) => {
    expect(anchorOnDayOfMonth(plainDate(from), on, every)).toBe(expected);
  });

  it("makes a grid whose every boundary is the wanted day or the last of its month", () => {
    const everyMonths = fc.record({ unit: fc.constantFrom("month", "year"), count: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 31 }), everyMonths, (from, on, every) => {
        const anchor = anchorOnDayOfMonth(from, on, every);
        for (let k = 0; k < 30; k += 1) {
          const boundary = boundaryFromAnchor(anchor, every, k);
          expect(dayOf(boundary)).toBe(Math.min(on, daysInMonth(yearOf(boundary), monthOf(boundary))));
        }
      }),
    );
  });

  it("needs months", () => {
    expect(() => anchorOnDayOfMonth(plainDate("2026-01-01"), 1, { unit: "week", count: 1 })).toThrow(
      InvariantViolation,
    );
  });
});

describe("period", () => {
  it("counts its days without its end", () => {
    expect(daysInPeriod(span("2026-02-01", "2026-03-01"))).toBe(28);
    expect(daysInPeriod(span("2024-02-01", "2024-03-01"))).toBe(29);
    expect(daysInPeriod(span("2026-02-01", "2026-02-01"))).toBe(0);
    expect(() => span("2026-02-02", "2026-02-01")).toThrow(InvariantViolation);
  });

  it("overlaps only where both have a day", () => {
    expect(overlap(span("2026-01-01", "2026-02-01"), span("2026-01-20", "2026-03-01"))).toEqual(
      span("2026-01-20", "2026-02-01"),
    );
    expect(overlap(span("2026-01-01", "2026-02-01"), span("2026-02-01", "2026-03-01"))).toBeNull();
  });

  it("starts weeks on Monday when its anchor is one", () => {
    const start = boundaryFromAnchor(plainDate("2026-01-05"), { unit: "week", count: 1 }, 40);
    expect(weekdayOf(start)).toBe(1);
  });
});
