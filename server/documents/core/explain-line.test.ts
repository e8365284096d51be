import { describe, expect, it } from "vitest";
import { type LineFactors, writeFactors } from "@/server/billing/core";
import { rational, ZERO } from "@/server/kernel";
import type { ChargePrice } from "@/server/rating/core";
import { explainLine } from ".";

const rounding = "half_away_from_zero";
const days = (part: bigint, whole: bigint) =>
  ({ part: rational(part), whole: rational(whole), basis: "actual" }) as const;

type Given = Partial<Extract<LineFactors, { kind: "charge" }>> & { readonly price: ChargePrice };

const explain = (given: Given, netMinor: bigint) => {
  const none = { quantity: rational(1n), included: ZERO, coupons: [], share: null, rounding } as const;
  const derivation = writeFactors({ kind: "charge", ...none, ...given });
  return explainLine({ description: "Desk Team", netMinor, derivation }, "EUR");
};

const written = (given: Given, netMinor: bigint) =>
  explain(given, netMinor)?.steps.map(({ term, working, result }) => [term, working, result]);

const seats: ChargePrice = { model: "per_unit", unitPrice: rational(33n) };
const tier = (upTo: bigint | null, thousandths: bigint, fee = 0n) => ({
  upTo: upTo === null ? null : rational(upTo),
  unitPrice: rational(thousandths, 1000n),
  flatFee: rational(fee),
  cap: null,
});

describe("the explanation of a line", () => {
  it("multiplies, takes off what a coupon takes off, and counts the days", () => {
    const given = {
      price: seats,
      quantity: rational(8n),
      coupons: [{ kind: "percent", value: rational(20n) }],
      share: days(15n, 30n),
    } as const;
    expect(written(given, 10_560n)).toEqual([
      ["Quantity × price", "8 × 33.00", "264.00"],
      ["20\u00a0% off", "264.00 × 20\u00a0%", "−52.80"],
      ["15 of 30 days", "211.20 × 15 / 30", "105.60"],
    ]);
    expect(explain(given, 10_560n)).toMatchObject({
      sentence: "Desk Team: 8 × 33.00, 20\u00a0% off, for 15 of 30 days = €105.60.",
      holds: true,
    });
  });

  it("says what was rounded, and shows that it goes on", () => {
    const given = { price: { model: "flat", amount: rational(29n) }, share: days(20n, 30n) } as const;
    expect(written(given, 1933n)).toEqual([
      ["Fixed price", "", "29.00"],
      ["20 of 30 days", "29.00 × 20 / 30", "19.333333…"],
      ["Rounded once, half away from zero", "19.333333…", "19.33"],
    ]);
  });

  it("says what of a billed line was not used", () => {
    const derivation = writeFactors({ kind: "credit", leftMinor: 900n, share: days(20n, 30n), rounding });
    expect(explainLine({ description: "Unused time: Basic", netMinor: -600n, derivation }, "EUR")).toMatchObject({
      sentence: "Unused time: Basic: €9.00 was left of what was billed, and 20 of 30 days were not used: −€6.00.",
      steps: [
        { term: "Left of what was billed", working: "", result: "9.00" },
        { term: "20 of 30 days", working: "9.00 × 20 / 30", result: "6.00" },
      ],
      holds: true,
    });
  });

  it.each<[string, Given, bigint, string[][]]>([
    [
      "each range by its own price",
      {
        price: { model: "graduated", block: null, tiers: [tier(1000n, 10n), tier(5000n, 8n, 2n), tier(null, 5n)] },
        quantity: rational(7000n),
        included: rational(1000n),
      },
      4900n,
      [
        ["Beyond what is included", "7,000 − 1,000", "6,000"],
        ["1 to 1,000", "1,000 × 0.01", "10.00"],
        ["1,001 to 5,000", "4,000 × 0.008 + 2.00 once", "34.00"],
        ["From 5,001", "1,000 × 0.005", "5.00"],
      ],
    ],
    [
      "all by the price of the range reached",
      {
        price: { model: "volume", block: null, tiers: [tier(100n, 1000n), tier(null, 800n)] },
        quantity: rational(150n),
      },
      12_000n,
      [["From 101", "150 × 0.80", "120.00"]],
    ],
    [
      "the fixed price of the range reached",
      {
        price: { model: "stairstep", block: null, tiers: [tier(10n, 0n, 50n), tier(20n, 0n, 90n)] },
        quantity: rational(10n),
      },
      5000n,
      [["1 to 10", "50.00 once", "50.00"]],
    ],
    [
      "packages begun",
      {
        price: { model: "package", size: rational(10n), price: rational(2n), free: ZERO },
        quantity: rational(121n),
      },
      2600n,
      [["Whole packages × price", "13 × 10 for 2.00", "26.00"]],
    ],
    [
      "a percentage of an amount, range by range",
      {
        price: { model: "graduated_percentage", block: null, tiers: [tier(1000n, 29n), tier(null, 24n)] },
        quantity: rational(1500n),
      },
      4100n,
      [
        ["0 to 1,000", "1,000.00 × 2.9\u00a0%", "29.00"],
        ["From 1,000", "500.00 × 2.4\u00a0%", "12.00"],
      ],
    ],
    [
      "blocks of each range",
      {
        price: {
          model: "graduated_blocks",
          tiers: [
            { blockSize: rational(10n), maxBlocks: rational(2n), blockPrice: rational(5n) },
            { blockSize: rational(50n), maxBlocks: null, blockPrice: rational(20n) },
          ],
        },
        quantity: rational(71n),
      },
      5000n,
      [
        ["1 to 20", "2 × 10 for 5.00", "10.00"],
        ["From 21", "2 × 50 for 20.00", "40.00"],
      ],
    ],
  ])("shows %s", (_, given, netMinor, steps) => {
    const explained = explain(given, netMinor);
    expect(explained?.holds).toBe(true);
    expect(written(given, netMinor)).toEqual(steps);
  });

  it("does not hold for another amount, and explains nothing from nothing", () => {
    expect(explain({ price: seats }, 3301n)?.holds).toBe(false);
    expect(explainLine({ description: "Desk Team", netMinor: 3300n, derivation: {} }, "EUR")).toBeNull();
  });
});
