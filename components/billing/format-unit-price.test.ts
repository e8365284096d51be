import { describe, expect, it } from "vitest";
import { formatUnitPrice } from "./format-unit-price";

describe("formatUnitPrice", () => {
  it.each([
    ["33.000000000000", "EUR", "€33.00"],
    ["7.5", "EUR", "€7.50"],
    ["0.0120", "EUR", "€0.012"],
    ["5200", "JPY", "¥5,200"],
  ])("shows %s %s as %s", (price, currency, shown) => {
    expect(formatUnitPrice(price, currency)).toBe(shown);
  });
});
