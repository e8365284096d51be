import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadInProportion } from "./spread-in-proportion";

describe("spreadInProportion", () => {
  it.each<[bigint, bigint[], bigint[]]>([
    [798n, [1_900n, 0n], [798n, 0n]],
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    // A tax of 15.48 less one of 11.35 is 4.13; half of it is 2.07, which is 7.76 less 5.69.
    [207n, [1_548n, -1_135n], [776n, -569n]],
    [0n, [1_548n, -1_135n], [0n, 0n]],
    [500n, [300n, -300n], [500n, 0n]],
    [0n, [], []],
  ])("divides %s by %s", (amount, parts, divided) => {
    expect(spreadInProportion(amount, parts)).toEqual(divided);
  });

  it("adds up to the amount, whatever the signs", () => {
    const minor = fc.bigInt({ min: -100_000n, max: 100_000n });
    fc.assert(
      fc.property(minor, fc.array(minor, { minLength: 1, maxLength: 6 }), (amount, parts) => {
        expect(spreadInProportion(amount, parts).reduce((sum, part) => sum + part, 0n)).toBe(amount);
      }),
    );
  });
});
