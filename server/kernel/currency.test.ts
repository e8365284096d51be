import { describe, expect, it } from "vitest";
import { currencies, currencyExponent, isCurrency } from "./currency";
import { DomainError } from "./domain-error";

describe("currencyExponent", () => {
  it.each([
    ["EUR", 2],
    ["USD", 2],
    ["HUF", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["ISK", 0],
    ["UYI", 0],
    ["KWD", 3],
    ["TND", 3],
    ["CLF", 4],
    ["UYW", 4],
  ])("gives %s %i decimals", (code, exponent) => {
    expect(currencyExponent(code)).toBe(exponent);
  });

  it("knows each code once", () => {
    expect(new Set(currencies).size).toBe(currencies.length);
    expect(currencies.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(currencies.length).toBeGreaterThan(165);
  });

  it("refuses a code that ISO does not list", () => {
    expect(isCurrency("EUR")).toBe(true);
    expect([isCurrency("eur"), isCurrency("XXL"), isCurrency(""), isCurrency(978)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(() => currencyExponent("ZZZ")).toThrow(DomainError);
  });
});
