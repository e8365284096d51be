import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRational, JsonNumber, parseExactJson, rational } from "@/server/kernel";
import { checkValueOfMeter, readUsageValue } from "./read-usage-value";

const read = (given: unknown): string => {
  const result = readUsageValue(given);
  return result.ok ? formatRational(result.value) : result.code;
};

const fromJson = (literal: string): string => read((parseExactJson(`[${literal}]`) as unknown[])[0]);

describe("the value of a usage event", () => {
  it.each([
    ["12.5", "12.5"],
    ["-3", "-3"],
    ["007", "7"],
    ["999999999999.999999999999", "999999999999.999999999999"],
    ["0.000000000001", "0.000000000001"],
    ["-0", "0"],
  ])("reads the text %s exactly", (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    ["0.1", "0.1"],
    ["1e3", "1000"],
    ["1.5E-3", "0.0015"],
    ["12345678901.123456789012", "12345678901.123456789012"],
    ["0.000000000001", "0.000000000001"],
    ["-0.0", "0"],
  ])("reads the number %s from the digits of the JSON, not from a float", (literal, value) => {
    expect(fromJson(literal)).toBe(value);
  });

  it.each([
    [Number.NaN, "usage.value_malformed"],
    [Number.POSITIVE_INFINITY, "usage.value_malformed"],
    ["NaN", "usage.value_malformed"],
    ["1e3", "usage.value_malformed"],
    ["", "usage.value_malformed"],
    [" 1", "usage.value_malformed"],
    ["1,5", "usage.value_malformed"],
    ["0x10", "usage.value_malformed"],
    [null, "usage.value_malformed"],
    [{}, "usage.value_malformed"],
    ["0.0000000000001", "usage.value_excess_decimals"],
    [0.1 + 0.2, "usage.value_excess_decimals"],
    ["1.0000000000000", "usage.value_excess_decimals"],
    ["1000000000000", "usage.value_out_of_range"],
    ["-1000000000000", "usage.value_out_of_range"],
    [2 ** 63, "usage.value_out_of_range"],
    ["9223372036854775808", "usage.value_out_of_range"],
    [1e308, "usage.value_out_of_range"],
    ["9".repeat(401), "usage.value_out_of_range"],
  ])("refuses %s: %s", (given, code) => {
    expect(read(given)).toBe(code);
  });

  it.each([
    ["1e308", "usage.value_out_of_range"],
    ["1e99999", "usage.value_out_of_range"],
    ["1e-13", "usage.value_excess_decimals"],
    ["0.1234567890123", "usage.value_excess_decimals"],
    ["9223372036854775808", "usage.value_out_of_range"],
  ])("refuses the number %s of a JSON text: %s", (literal, code) => {
    expect(fromJson(literal)).toBe(code);
  });

  it("keeps every decimal that fits, as text and as a number alike", () => {
    const digits = fc.bigInt({ min: -(10n ** 24n) + 1n, max: 10n ** 24n - 1n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 12 }), (n, places) => {
        const value = rational(n % 10n ** BigInt(12 + places), 10n ** BigInt(places));
        const text = formatRational(value);
        expect(read(text)).toBe(text);
        expect(fromJson(text)).toBe(text);
        expect(read(new JsonNumber(text))).toBe(text);
      }),
    );
  });

  it("lets a sum be corrected below zero, a level not, and a count only count", () => {
    const below = rational(-1n, 2n);
    expect(checkValueOfMeter(below, "sum")).toBeNull();
    expect(checkValueOfMeter(below, "max")?.code).toBe("usage.value_negative");
    expect(checkValueOfMeter(below, "latest")?.code).toBe("usage.value_negative");
    expect(checkValueOfMeter(rational(0n), "latest")).toBeNull();
    expect(checkValueOfMeter(rational(1n), "count")).toBeNull();
    expect(checkValueOfMeter(rational(2n), "count")?.code).toBe("usage.value_not_one");
    expect(checkValueOfMeter(rational(0n), "count")?.code).toBe("usage.value_not_one");
  });
});
