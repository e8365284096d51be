import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvariantViolation } from "./invariant";
import { divideRounded, floorDivide, type RoundingMode, roundingModes } from "./rounding";

// The columns are 5.5, 2.5, 1.6, 1.1, 1.0, -1.0, -1.1, -1.6, -2.5, -5.5: the table of java.math.RoundingMode.
const tenths = [55n, 25n, 16n, 11n, 10n, -10n, -11n, -16n, -25n, -55n];
const table: Record<RoundingMode, readonly bigint[]> = {
  away_from_zero: [6n, 3n, 2n, 2n, 1n, -1n, -2n, -2n, -3n, -6n],
  toward_zero: [5n, 2n, 1n, 1n, 1n, -1n, -1n, -1n, -2n, -5n],
  ceiling: [6n, 3n, 2n, 2n, 1n, -1n, -1n, -1n, -2n, -5n],
  floor: [5n, 2n, 1n, 1n, 1n, -1n, -2n, -2n, -3n, -6n],
  half_away_from_zero: [6n, 3n, 2n, 1n, 1n, -1n, -1n, -2n, -3n, -6n],
  half_toward_zero: [5n, 2n, 2n, 1n, 1n, -1n, -1n, -2n, -2n, -5n],
  half_even: [6n, 2n, 2n, 1n, 1n, -1n, -1n, -2n, -2n, -6n],
  half_odd: [5n, 3n, 2n, 1n, 1n, -1n, -1n, -2n, -3n, -5n],
  half_up: [6n, 3n, 2n, 1n, 1n, -1n, -1n, -2n, -2n, -5n],
  half_down: [5n, 2n, 2n, 1n, 1n, -1n, -1n, -2n, -3n, -6n],
};

const denominator = fc.bigInt({ min: -10_000n, max: 10_000n }).filter((value) => value !== 0n);
const numerator = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

describe("divideRounded", () => {
  it.each(roundingModes)("rounds the published table by %s", (mode) => {
    expect(tenths.map((value) => divideRounded(value, 10n, mode))).toEqual(table[mode]);
  });

  it("rounds half away from zero unless told otherwise", () => {
    expect([divideRounded(5n, 2n), divideRounded(-5n, 2n), divideRounded(5n, -2n)]).toEqual([3n, -3n, -3n]);
  });

  it("keeps every digit of a number beyond two to the 53rd", () => {
    expect(divideRounded(90_071_992_547_409_935n, 10n)).toBe(9_007_199_254_740_994n);
  });

  it("stays within one of the exact quotient, and within a half for the half modes", () => {
    fc.assert(
      fc.property(numerator, denominator, fc.constantFrom(...roundingModes), (n, d, mode) => {
        const error = divideRounded(n, d, mode) * d - n;
        const distance = error < 0n ? -error : error;
        const limit = d < 0n ? -d : d;
        expect(mode.startsWith("half_") ? 2n * distance <= limit : distance < limit).toBe(true);
      }),
    );
  });

  it("rounds by each mode as its definition says", () => {
    fc.assert(
      fc.property(numerator, denominator, (n, d) => {
        const by = (mode: RoundingMode) => divideRounded(n, d, mode);
        const isNegative = n < 0n !== d < 0n;
        const [inward, outward] = isNegative ? (["ceiling", "floor"] as const) : (["floor", "ceiling"] as const);
        const [tieInward, tieOutward] = isNegative
          ? (["half_up", "half_down"] as const)
          : (["half_down", "half_up"] as const);
        expect(by("ceiling")).toBe(-divideRounded(-n, d, "floor"));
        expect(by("toward_zero")).toBe(by(inward));
        expect(by("away_from_zero")).toBe(by(outward));
        expect(by("half_toward_zero")).toBe(by(tieInward));
        expect(by("half_away_from_zero")).toBe(by(tieOutward));
        const isTie = by("half_up") !== by("half_down");
        expect(by("half_even") !== by("half_odd")).toBe(isTie);
        expect(isTie && by("half_even") % 2n !== 0n).toBe(false);
      }),
    );
  });

  it("refuses to divide by zero", () => {
    expect(() => divideRounded(1n, 0n)).toThrow(InvariantViolation);
    expect(() => floorDivide(1n, 0n)).toThrow(InvariantViolation);
  });
});
