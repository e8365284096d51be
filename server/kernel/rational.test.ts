import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "./domain-error";
import { InvariantViolation } from "./invariant";
import {
  addRationals,
  compareRationals,
  divideRationals,
  formatRational,
  multiplyRationals,
  negateRational,
  ONE,
  parseRational,
  type Rational,
  rational,
  roundRational,
  roundRationalToPlaces,
  subtractRationals,
  ZERO,
} from "./rational";

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => rational(n, d));

describe("rational", () => {
  it("keeps fractions in lowest terms with a positive denominator", () => {
    expect(rational(14n, 28n)).toEqual({ n: 1n, d: 2n });
    expect(rational(3n, -6n)).toEqual({ n: -1n, d: 2n });
    expect(rational(0n, -7n)).toEqual(ZERO);
    expect(() => rational(1n, 0n)).toThrow(InvariantViolation);
  });

  it.each([
    ["1.25", 5n, 4n],
    ["1/3", 1n, 3n],
    ["-2", -2n, 1n],
    ["-0.05", -1n, 20n],
    ["0.1/0.3", 1n, 3n],
    ["1/-3", -1n, 3n],
    ["007", 7n, 1n],
  ])("reads %s exactly", (text, n, d) => {
    expect(parseRational(text)).toEqual({ n, d });
  });

  it.each(["", " 1", "1e3", "1.", ".5", "1/0", "1/2/3", "٣", "0x10", "NaN", "+1", "1,5", "9".repeat(401)])(
    "refuses %j",
    (text) => {
      expect(() => parseRational(text)).toThrow(DomainError);
    },
  );

  it.each([
    ["5/4", "1.25"],
    ["1/8", "0.125"],
    ["-1/8", "-0.125"],
    ["1/3", "1/3"],
    ["-22/7", "-22/7"],
    ["300", "300"],
    ["1/5", "0.2"],
    ["7/20", "0.35"],
    ["0", "0"],
  ])("writes %s as %s", (text, written) => {
    expect(formatRational(parseRational(text))).toBe(written);
  });

  it("rounds to whole numbers, to decimals and to tens", () => {
    expect(roundRational(parseRational("2.5"))).toBe(3n);
    expect(roundRational(parseRational("2.5"), "half_even")).toBe(2n);
    expect(formatRational(roundRationalToPlaces(parseRational("2/3"), 9))).toBe("0.666666667");
    expect(formatRational(roundRationalToPlaces(parseRational("-1234.5"), -2))).toBe("-1200");
  });

  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(fraction, (r) => {
        expect(parseRational(formatRational(r))).toEqual(r);
      }),
    );
  });

  it("obeys the laws of a field", () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(addRationals(a, b)).toEqual(addRationals(b, a));
        expect(multiplyRationals(a, addRationals(b, c))).toEqual(
          addRationals(multiplyRationals(a, b), multiplyRationals(a, c)),
        );
        expect(addRationals(a, negateRational(a))).toEqual(ZERO);
        expect(subtractRationals(addRationals(a, b), b)).toEqual(a);
        if (a.n !== 0n) expect(multiplyRationals(a, divideRationals(ONE, a))).toEqual(ONE);
        expect(compareRationals(a, b)).toBe(-compareRationals(b, a) + 0);
      }),
    );
  });

  it("is always reduced", () => {
    const isReduced = ({ n, d }: Rational) => rational(n, d).n === n && d > 0n;
    fc.assert(
      fc.property(fraction, fraction, (a, b) => isReduced(addRationals(a, b)) && isReduced(multiplyRationals(a, b))),
    );
  });

  it("refuses to divide by zero", () => {
    expect(() => divideRationals(ONE, ZERO)).toThrow(InvariantViolation);
  });
});
