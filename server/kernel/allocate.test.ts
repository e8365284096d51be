import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateByWeights, allocateMoney } from "./allocate";
import { InvariantViolation } from "./invariant";
import { money } from "./money";

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0n));
const total = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe("allocateByWeights", () => {
  it.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [5n, [3n, 7n], [2n, 3n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [1000n, Array.from({ length: 11 }, () => 1n), [...Array.from({ length: 10 }, () => 91n), 90n]],
    [2n, [0n, 1n, 0n, 1n, 1n], [0n, 1n, 0n, 1n, 0n]],
    [0n, [1n, 2n], [0n, 0n]],
  ])("splits %s by %s", (amount, by, parts) => {
    expect(allocateByWeights(amount, by)).toEqual(parts);
  });

  it("gives the odd cent to the largest remainder", () => {
    expect(allocateByWeights(10n, [1n, 6n])).toEqual([1n, 9n]);
    expect(allocateByWeights(100n, [1n, 2n, 3n])).toEqual([17n, 33n, 50n]);
  });

  it("conserves the total and keeps each part within one of its exact share", () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        const parts = allocateByWeights(amount, by);
        const sum = by.reduce((a, b) => a + b, 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(amount);
        parts.forEach((part, index) => {
          const error = part * sum - amount * (by[index] ?? 0n);
          expect(error < sum && error > -sum).toBe(true);
          if (by[index] === 0n) expect(part).toBe(0n);
        });
      }),
    );
  });

  it("mirrors a negative total", () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        expect(allocateByWeights(-amount, by)).toEqual(allocateByWeights(amount, by).map((part) => -part));
      }),
    );
  });

  it("refuses weights that cannot share anything out", () => {
    expect(() => allocateByWeights(1n, [0n, 0n])).toThrow(InvariantViolation);
    expect(() => allocateByWeights(1n, [])).toThrow(InvariantViolation);
    expect(() => allocateByWeights(1n, [2n, -1n])).toThrow(InvariantViolation);
  });

  it("keeps the currency", () => {
    expect(allocateMoney(money(3n, "JPY"), [1n, 1n])).toEqual([money(2n, "JPY"), money(1n, "JPY")]);
  });
});
