import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, plainDate } from "@/server/kernel";
import { monthsOfRevenue } from "./revenue-schedule";

describe("monthsOfRevenue", () => {
  it.each([
    [
      3300n,
      "2026-11-16",
      "2026-12-16",
      [
        ["2026-11", 1650n],
        ["2026-12", 1650n],
      ],
    ],
    [26_400n, "2026-11-01", "2026-12-01", [["2026-11", 26_400n]]],
    [
      10_000n,
      "2027-01-31",
      "2027-02-28",
      [
        ["2027-01", 357n],
        ["2027-02", 9643n],
      ],
    ],
  ] as const)("spreads %d over %s to %s", (amount, start, end, months) => {
    const result = monthsOfRevenue(amount, plainDate(start), plainDate(end));
    expect(result.map(({ month, amountMinor }) => [month, amountMinor])).toEqual(months);
  });

  it("loses and gains nothing, whatever the amount and the days", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -10_000_000n, max: 10_000_000n }),
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 1, max: 800 }),
        (amount, offset, length) => {
          const start = addDays(plainDate("2026-01-01"), offset);
          const months = monthsOfRevenue(amount, start, addDays(start, length));
          return months.reduce((sum, month) => sum + month.amountMinor, 0n) === amount;
        },
      ),
    );
  });
});
