import type { RatePlanDefinition } from "@/server/catalog";
import { everyOne, type Price } from "@/server/catalog/core";

const tier = (up_to: string | null, unit_price: string, flat_fee = "0", cap: string | null = null) => ({
  ...{ up_to, unit_price, flat_fee, cap },
});

const tiers = [tier("10", "2", "5"), tier(null, "1")];

/** Every model that a price can be written in, with what 25 come to and why. */
export const models: ReadonlyArray<readonly [terms: Price["terms"], amountMinor: bigint, steps: readonly string[]]> = [
  [{ model: "flat", price: "7.5" }, 750n, ["7.5"]],
  [{ model: "per_unit", price: "0.125" }, 313n, ["3.125"]],
  // Five are free; twenty are two begun packages of twelve.
  [{ model: "package", price: "9", size: "12", free: "5" }, 1800n, ["18"]],
  // 10 × 2 + 5, and 15 × 1.
  [{ model: "graduated", block: null, tiers }, 4000n, ["25", "15"]],
  [{ model: "volume", block: null, tiers }, 2500n, ["25"]],
  [{ model: "stairstep", block: null, tiers: [tier("20", "0", "99"), tier(null, "0", "199")] }, 19_900n, ["199"]],
  [
    { model: "stairstep_cumulative", block: null, tiers: [tier("20", "0", "99"), tier(null, "0", "199")] },
    29_800n,
    ["99", "199"],
  ],
  // 3 % of 20 and 1 % of 5.
  [
    { model: "graduated_percentage", block: null, tiers: [tier("20", "0.03"), tier(null, "0.01")] },
    65n,
    ["0.6", "0.05"],
  ],
  // Two blocks of ten, and one begun of a hundred.
  [
    {
      model: "graduated_blocks",
      tiers: [
        { block_size: "10", max_blocks: "2", block_price: "4" },
        { block_size: "100", max_blocks: null, block_price: "30" },
      ],
    },
    3800n,
    ["8", "30"],
  ],
  [{ model: "volume_blocks", tiers: [{ block_size: "10", max_blocks: null, block_price: "4" }] }, 1200n, ["12"]],
  [{ model: "carried" }, 2500n, ["25"]],
  // 4 % of one transaction of 25.00, and 0.30.
  [
    { model: "percentage", rate: "4", fixed: "0.3", least: null, most: "9", free_events: null, free_amount: null },
    130n,
    ["1", "0.3"],
  ],
  [
    {
      model: "matrix",
      properties: ["region", "speed"],
      cells: [{ values: ["eu", "fast"], price: "0.5" }],
      otherwise: "1",
    },
    1250n,
    ["12.5"],
  ],
];

/** A price per month billed each quarter, at most 25.00, and usage made up to 40.00, in the second version to 45.00. */
const withOptions = (version: number): RatePlanDefinition => {
  const interval = { unit: "month", count: 3 } as const;
  const terms = { model: "per_unit", price: "9" };
  const meter = { key: "calls", aggregation: "sum" } as const;
  const proration = version === 1 ? null : "none";
  const seats = { currency: "EUR", interval, terms, pricedPer: everyOne("month"), options: { maximum: "25" } };
  const commitment = version === 1 ? "40" : "45";
  const calls = { currency: "EUR", interval, terms: { model: "per_unit", price: "0.1" }, options: { commitment } };
  return {
    ...{ productKey: "sandbox", key: "with-options", version, name: "With options", isOnSale: version === 2 },
    ...{ isAddOn: true, quantityMin: 1, quantityMax: 9, features: {} },
    charges: [
      { key: "seats", name: "Seats", kind: "recurring", proration, prices: [seats] },
      { key: "calls", name: "Calls", kind: "usage", meter, prices: [calls] },
    ],
  };
};

/** Plans beside those of the demo: one of every model, one with units included, one with every option in two versions. */
export const plansToLookAt: readonly RatePlanDefinition[] = [
  {
    productKey: "sandbox",
    key: "every-model",
    version: 1,
    name: "Every model",
    isOnSale: true,
    isAddOn: true,
    quantityMin: 1,
    quantityMax: 1,
    charges: models.map(([terms], at) => ({
      key: `usage-${at}`,
      name: `Usage ${at}`,
      kind: "usage" as const,
      meter: { key: `meter_${at}`, aggregation: "sum" as const },
      prices: [{ currency: "EUR", interval: everyOne("month"), terms }],
    })),
    features: {},
  },
  {
    productKey: "sandbox",
    key: "with-included",
    version: 1,
    name: "With included minutes",
    isOnSale: true,
    isAddOn: true,
    quantityMin: 1,
    quantityMax: 1,
    charges: [
      {
        key: "minutes",
        name: "Minutes",
        kind: "usage",
        meter: { key: "minutes", aggregation: "sum" },
        included: "100",
        rollover: { periods: 2, units: "250" },
        prices: [{ currency: "EUR", interval: everyOne("month"), terms: { model: "per_unit", price: "0.05" } }],
      },
    ],
    features: {},
  },
  ...[1, 2].map((version) => withOptions(version)),
];
