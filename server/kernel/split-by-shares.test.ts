import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRational, rational, roundRational, splitByShares, sumRationals } from "./index";

describe("splitByShares", () => {
  it.each([
    [1n, ["1/3", "1/3", "1/3"], [1n, 0n, 0n]],
    [-5n, ["-2.5", "-2.5"], [-3n, -2n]],
    [0n, ["1.9", "-1.9"], [2n, -2n]],
    [0n, ["0", "0"], [0n, 0n]],
    [7n, ["0", "6.6"], [0n, 7n]],
  ])("splits %d by %j", (total, shares, parts) => {
    expect(splitByShares(total, shares.map(parseRational))).toEqual(parts);
  });

  it("adds up to the rounded sum of its shares, each less than one unit off where signs meet", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 1, maxLength: 12 }), (numbers) => {
        const shares = [...numbers.map((n) => rational(BigInt(n), 997n)), rational(1n, 3n), rational(-1n, 3n)];
        const total = roundRational(sumRationals(shares), "half_even");
        const parts = splitByShares(total, shares);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        for (const [at, part] of parts.entries()) {
          expect(Math.abs(Number(part) - Number(shares[at]?.n) / Number(shares[at]?.d))).toBeLessThan(1);
        }
      }),
    );
  });
});
