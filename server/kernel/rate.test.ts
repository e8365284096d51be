import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRate, parseRate, RATE_SCALE, rateToRational } from "./rate";

describe("rate", () => {
  it.each([
    ["0.0690", 69_000_000_000n, "0.069"],
    ["2", 2n * RATE_SCALE, "2"],
    ["-0.5", -500_000_000_000n, "-0.5"],
    ["0.000000000001", 1n, "0.000000000001"],
    ["999999999999.999999999999", 10n ** 24n - 1n, "999999999999.999999999999"],
    ["100", 100n * RATE_SCALE, "100"],
    ["0", 0n, "0"],
    ["000000000000001", RATE_SCALE, "1"],
  ])("reads %s", (text, rate, written) => {
    expect(parseRate(text)).toBe(rate);
    expect(formatRate(rate)).toBe(written);
  });

  it.each([
    ["0.0000000000001", "rate.excess_decimals"],
    ["1000000000000", "rate.out_of_range"],
    ["1e-3", "rate.malformed"],
    ["", "rate.malformed"],
    ["1.", "rate.malformed"],
    ["NaN", "rate.malformed"],
  ])("refuses %j as %s instead of cutting it", (text, reason) => {
    expect(() => parseRate(text)).toThrow(expect.objectContaining({ code: "invalid_input", reason }));
  });

  it("is an exact fraction", () => {
    expect(rateToRational(parseRate("0.125"))).toEqual({ n: 1n, d: 8n });
  });

  it("reads back what it wrote", () => {
    const rates = fc.bigInt({ min: -(10n ** 24n) + 1n, max: 10n ** 24n - 1n });
    fc.assert(
      fc.property(rates, (rate) => {
        expect(parseRate(formatRate(rate))).toBe(rate);
      }),
    );
  });
});
