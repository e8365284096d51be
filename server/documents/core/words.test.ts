import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay, formatPeriod } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { addDays, plainDate } from "@/server/kernel";
import {
  countryName,
  taxName,
  writeAmount,
  writeCard,
  writeDay,
  writeMoney,
  writePercent,
  writePeriod,
  writeQuantity,
  writeUnitPrice,
} from ".";

describe("money on paper", () => {
  it.each([
    [3927n, "EUR", "€39.27"],
    [-3927n, "EUR", "−€39.27"],
    [0n, "EUR", "€0.00"],
    [3500n, "USD", "US$35.00"],
    [5720n, "JPY", "¥5,720"],
    [3360n, "GBP", "£33.60"],
    [12_345n, "KWD", "KWD\u00a012.345"],
  ])("writes %s of %s as %s", (minor, currency, text) => {
    expect(writeMoney(minor, currency)).toBe(text);
  });

  it("says the same as the screen, to the last unit", () => {
    const minor = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const currency = fc.constantFrom("EUR", "GBP", "USD", "JPY", "KWD", "PLN");
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(writeMoney(amount, code)).toBe(formatMoney(amount, code));
        expect(writeAmount(amount, code)).toBe(formatMoney(amount, code, { symbol: false }));
      }),
    );
  });

  it.each([
    ["33.000000000000", "EUR", "33.00"],
    ["0.012000000000", "EUR", "0.012"],
    ["5200.000000000000", "JPY", "5,200"],
    ["0.000000000001", "EUR", "0.000000000001"],
  ])("writes the unit price %s of %s as %s", (price, currency, text) => {
    expect(writeUnitPrice(price, currency)).toBe(text);
  });

  it("writes quantities and percents without idle zeros", () => {
    expect([writeQuantity("8.000000000000"), writeQuantity("12000.5")]).toEqual(["8", "12,000.5"]);
    expect([writePercent("19"), writePercent("25.500000000000")]).toEqual(["19\u00a0%", "25.5\u00a0%"]);
  });
});

describe("days on paper", () => {
  it("says the same as the screen", () => {
    const start = fc.integer({ min: 0, max: 4000 }).map((days) => addDays(plainDate("2024-01-01"), days));
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 800 }), (from, days) => {
        const period = { start: from, end: addDays(from, days) };
        expect(writeDay(from)).toBe(formatDay(from));
        expect(writePeriod(period)).toBe(formatPeriod(period));
      }),
    );
  });
});

describe("words on paper", () => {
  it("calls tax and cards by their names", () => {
    expect([taxName("DE"), taxName("JP"), taxName("US")]).toEqual(["VAT", "Consumption tax", "Sales tax"]);
    expect([writeCard("visa", "4242"), writeCard("unknown", "1111"), writeCard(null, null)]).toEqual([
      "Visa ending 4242",
      "Card ending 1111",
      null,
    ]);
    expect([countryName("DE"), countryName("?")]).toEqual(["Germany", "?"]);
  });
});
