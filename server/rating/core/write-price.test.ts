import { describe, expect, it } from "vitest";
import { isDomainError, parseRational, ZERO } from "@/server/kernel";
import type { ChargePrice } from "./charge-price";
import { readPrice, writePrice } from "./write-price";

const of = parseRational;
const tier = (upTo: string | null, cap: string | null) => ({
  upTo: upTo === null ? null : of(upTo),
  unitPrice: of("0.0125"),
  flatFee: of("5"),
  cap: cap === null ? null : of(cap),
});
const tiers = [tier("10", "40"), tier(null, null)];
const writtenTiers = [
  { up_to: "10", unit_price: "0.0125", flat_fee: "5", cap: "40" },
  { up_to: null, unit_price: "0.0125", flat_fee: "5", cap: null },
];
const blocks = [
  { blockSize: of("100"), maxBlocks: of("3"), blockPrice: of("8") },
  { blockSize: of("1000"), maxBlocks: null, blockPrice: of("50") },
];
const writtenBlocks = [
  { block_size: "100", max_blocks: "3", block_price: "8" },
  { block_size: "1000", max_blocks: null, block_price: "50" },
];

const written: readonly (readonly [ChargePrice, Readonly<Record<string, unknown>>])[] = [
  [
    { model: "flat", amount: of("110") },
    { model: "flat", price: "110" },
  ],
  [
    { model: "per_unit", unitPrice: of("0.012") },
    { model: "per_unit", price: "0.012" },
  ],
  [
    { model: "package", price: of("8"), size: of("10"), free: of("2") },
    { model: "package", price: "8", size: "10", free: "2" },
  ],
  [
    { model: "graduated_blocks", tiers: blocks },
    { model: "graduated_blocks", tiers: writtenBlocks },
  ],
  [
    { model: "volume_blocks", tiers: blocks },
    { model: "volume_blocks", tiers: writtenBlocks },
  ],
  ...(["graduated", "volume", "stairstep", "stairstep_cumulative", "graduated_percentage"] as const).map(
    (model) =>
      [
        { model, tiers, block: null },
        { model, tiers: writtenTiers, block: null },
      ] as const,
  ),
  [
    { model: "volume", tiers, block: of("1000") },
    { model: "volume", tiers: writtenTiers, block: "1000" },
  ],
];

const refusalOf = (fields: Readonly<Record<string, unknown>>): unknown => {
  try {
    return readPrice(fields);
  } catch (error) {
    return isDomainError(error) ? [error.reason, error.message, error.details] : error;
  }
};

describe("a price as it is written", () => {
  it.each(written)("is %o, and reads back as the same", (price, fields) => {
    expect(writePrice(price)).toEqual(fields);
    expect(readPrice(fields)).toEqual(price);
  });

  it.each([
    [{ model: "barter" }, "model"],
    [{}, "model"],
    [{ model: "flat" }, "price"],
    [{ model: "per_unit", price: 9 }, "price"],
    [{ model: "package", price: "8", free: "0" }, "size"],
    [{ model: "package", price: "8", size: "10" }, "free"],
    [{ model: "graduated", tiers: "none" }, "tiers"],
    [{ model: "volume_blocks" }, "tiers"],
    [{ model: "graduated", tiers: [{ up_to: null, flat_fee: "0", cap: null }] }, "unit_price"],
    [{ model: "graduated_blocks", tiers: [{ block_size: "1", max_blocks: null }] }, "block_price"],
  ])("%o is refused, naming %s", (fields, field) => {
    expect(refusalOf(fields)).toEqual([
      "price.unreadable",
      `The price has no ${field} that can be read.`,
      expect.objectContaining({ field }),
    ]);
  });

  it("may leave out a bound and a cap, which are then none", () => {
    const price = readPrice({ model: "graduated", tiers: [{ unit_price: "1", flat_fee: "0" }] });
    expect(price).toEqual({
      model: "graduated",
      block: null,
      tiers: [{ upTo: null, unitPrice: of("1"), flatFee: ZERO, cap: null }],
    });
  });
});
