import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney } from "./format-money";

describe("formatMoney", () => {
  it.each([
    [3927n, "EUR", "€39.27"],
    [0n, "EUR", "€0.00"],
    [5n, "GBP", "£0.05"],
    [194410260n, "USD", "US$1,944,102.60"],
    [3900n, "CAD", "CA$39.00"],
    [211640n, "JPY", "¥211,640"],
    [12345n, "KWD", "KWD 12.345"],
    [-13200n, "EUR", "−€132.00"],
  ])("writes %s of %s as %s", (minor, currency, text) => {
    expect(formatMoney(minor, currency).replace(/\u00a0/g, " ")).toBe(text);
  });

  it("names no country before the reader's own dollars", () => {
    expect(formatMoney(3500n, "USD", { dollars: "plain" })).toBe("$35.00");
  });

  it("leaves the symbol to the column where it is asked to", () => {
    expect(formatMoney(-101659856n, "EUR", { symbol: false })).toBe("−1,016,598.56");
  });

  it("loses no unit, however large the amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (minor) => {
        const text = formatMoney(minor, "EUR");
        const digits = text.replace(/[^0-9]/g, "");
        expect(BigInt(text.startsWith("−") ? `-${digits}` : digits)).toBe(minor);
      }),
    );
  });
});
