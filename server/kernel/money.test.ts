import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvariantViolation } from "./invariant";
import {
  addMoney,
  compareMoney,
  formatDecimal,
  money,
  moneyFromRational,
  moneyToRational,
  negateMoney,
  parseMoney,
  scaleMoney,
  subtractMoney,
  sumMoney,
  zeroMoney,
} from "./money";
import { parseRational } from "./rational";

const eur = (minor: bigint) => money(minor, "EUR");

describe("money", () => {
  it("adds, subtracts, negates, sums and compares", () => {
    expect(addMoney(eur(1n), eur(2n))).toEqual(eur(3n));
    expect(subtractMoney(eur(1n), eur(2n))).toEqual(eur(-1n));
    expect(negateMoney(eur(5n))).toEqual(eur(-5n));
    expect(sumMoney([eur(1n), eur(2n), eur(3n)], "EUR")).toEqual(eur(6n));
    expect(sumMoney([], "JPY")).toEqual(zeroMoney("JPY"));
    expect([compareMoney(eur(1n), eur(2n)), compareMoney(eur(2n), eur(2n)), compareMoney(eur(3n), eur(2n))]).toEqual([
      -1, 0, 1,
    ]);
  });

  it("never mixes two currencies", () => {
    const usd = money(1n, "USD");
    expect(() => addMoney(eur(1n), usd)).toThrow(InvariantViolation);
    expect(() => subtractMoney(eur(1n), usd)).toThrow(InvariantViolation);
    expect(() => compareMoney(eur(1n), usd)).toThrow(InvariantViolation);
    expect(() => sumMoney([eur(1n), usd], "EUR")).toThrow(InvariantViolation);
  });

  it("takes a share of a month and rounds once", () => {
    expect(scaleMoney(eur(24_995n), parseRational("27/31"))).toEqual(eur(21_770n));
    expect(scaleMoney(eur(59_995n), parseRational("27/31"))).toEqual(eur(52_254n));
    expect(scaleMoney(eur(-25n), parseRational("1/2"))).toEqual(eur(-13n));
    expect(scaleMoney(eur(25n), parseRational("1/2"), "half_even")).toEqual(eur(12n));
  });

  it.each([
    ["39.27", "EUR", 3927n],
    ["-0.05", "EUR", -5n],
    ["1000", "JPY", 1000n],
    ["1.234", "KWD", 1234n],
    ["0.0003", "CLF", 3n],
    ["5", "EUR", 500n],
    ["90071992547409.93", "EUR", 9_007_199_254_740_993n],
  ])("reads %s %s", (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual(money(minor, currency));
  });

  it.each([
    ["39.271", "EUR", "money.excess_decimals"],
    ["39.270", "EUR", "money.excess_decimals"],
    ["1.0", "JPY", "money.excess_decimals"],
    ["1e3", "EUR", "money.malformed"],
    ["", "EUR", "money.malformed"],
    ["1,50", "EUR", "money.malformed"],
    ["--1", "EUR", "money.malformed"],
    ["1", "XYZ", "currency.unknown"],
  ])("refuses %j %s as %s", (text, currency, reason) => {
    expect(() => parseMoney(text, currency)).toThrow(expect.objectContaining({ code: "invalid_input", reason }));
  });

  it("writes the decimals of the currency and reads them back", () => {
    expect([eur(3927n), eur(-5n), eur(0n), money(7n, "JPY"), money(7n, "KWD")].map(formatDecimal)).toEqual([
      "39.27",
      "-0.05",
      "0.00",
      "7",
      "0.007",
    ]);
    fc.assert(
      fc.property(fc.bigInt(), fc.constantFrom("EUR", "JPY", "KWD", "CLF"), (minor, currency) => {
        fc.pre(minor > -(10n ** 29n) && minor < 10n ** 29n);
        const amount = money(minor, currency);
        expect(parseMoney(formatDecimal(amount), currency)).toEqual(amount);
        expect(moneyFromRational(moneyToRational(amount), currency)).toEqual(amount);
      }),
    );
  });

  it("rounds major units to the currency", () => {
    expect(moneyFromRational(parseRational("10.005"), "EUR")).toEqual(eur(1001n));
    expect(moneyFromRational(parseRational("10.5"), "JPY", "half_even")).toEqual(money(10n, "JPY"));
  });
});
