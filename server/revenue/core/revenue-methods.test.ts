import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, plainDate, startOfDay } from "@/server/kernel";
import { computeRevenueSchedule, deferredAfter, monthsOfRevenue, type RevenueConventions } from "./revenue-schedule";

const span = (start: string, end: string, zone = "UTC") => ({
  startOn: plainDate(start),
  endOn: plainDate(end),
  startAt: startOfDay(plainDate(start), zone),
  endAt: startOfDay(plainDate(end), zone),
  zone,
});

const noon = {
  ...span("2024-06-15", "2024-10-13"),
  startAt: new Date("2024-06-15T12:00Z"),
  endAt: new Date("2024-10-13T12:00Z"),
};

const amounts = (minor: bigint, service: ReturnType<typeof span>, conventions: Partial<RevenueConventions>) =>
  computeRevenueSchedule(minor, service, {
    method: "day",
    remainder: "last",
    rounding: "half_away_from_zero",
    ...conventions,
  }).map(({ amountMinor }) => amountMinor);

describe("computeRevenueSchedule", () => {
  it.each([
    ["day", [1600n, 3100n, 3100n, 3000n, 1200n]],
    ["second", [1550n, 3100n, 3100n, 3000n, 1250n]],
    ["even_months", [3000n, 3000n, 3000n, 3000n]],
    ["even_months_prorated_edges", [1550n, 3066n, 3066n, 3068n, 1250n]],
  ] as const)("spreads 120.00 over noon of 15 June to noon of 13 October by %s", (method, expected) => {
    expect(amounts(12_000n, noon, { method })).toEqual(expected);
  });

  it("weighs half of a February as much as half of an April", () => {
    expect(amounts(10_000n, span("2025-02-15", "2025-04-01"), { method: "month_units" })).toEqual([3333n, 6667n]);
  });

  it("gives the odd cents to the last month or to the largest fractions", () => {
    const quarter = span("2026-01-01", "2026-04-01");
    expect(amounts(10_000n, quarter, { method: "even_months" })).toEqual([3333n, 3333n, 3334n]);
    const remainder = "largest_fraction";
    expect(amounts(10_000n, quarter, { method: "even_months", remainder })).toEqual([3334n, 3333n, 3333n]);
  });

  it("counts one even month more when the end is a second later on the wall clock", () => {
    const later = { ...span("2026-01-31", "2026-02-28"), endAt: new Date("2026-02-28T00:00:01Z") };
    expect(amounts(200n, span("2026-01-31", "2026-02-28"), { method: "even_months" })).toEqual([200n]);
    expect(amounts(200n, later, { method: "even_months" })).toEqual([100n, 100n]);
  });

  it("feels the hour that a clock change takes", () => {
    const berlin = span("2026-03-29", "2026-04-02", "Europe/Berlin");
    expect(amounts(9500n, berlin, { method: "second" })).toEqual([7100n, 2400n]);
    expect(amounts(9500n, berlin, { method: "day" })).toEqual([7125n, 2375n]);
  });

  it("refuses a service without a day", () => {
    expect(() => amounts(100n, span("2026-01-01", "2026-01-01"), {})).toThrow("at least one day");
    expect(() => monthsOfRevenue(100n, plainDate("2026-01-02"), plainDate("2026-01-01"))).toThrow("at least one day");
  });

  it("loses and gains nothing by any method", () => {
    const method = fc.constantFrom("day", "second", "month_units", "even_months", "even_months_prorated_edges");
    const remainder = fc.constantFrom("last", "largest_fraction");
    const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(
      fc.property(method, remainder, minor, fc.integer({ min: 1, max: 500 }), (how, rest, amount, days) => {
        const start = addDays(plainDate("2026-01-31"), days % 40);
        const parts = amounts(amount, span(start, addDays(start, days)), { method: how, remainder: rest });
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
      }),
    );
  });
});

describe("deferredAfter", () => {
  it("is what the months have not earned yet", () => {
    expect(
      deferredAfter(300n, [
        { month: "2026-01", amountMinor: 100n },
        { month: "2026-02", amountMinor: 200n },
      ]),
    ).toEqual([200n, 0n]);
  });
});
