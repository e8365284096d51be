import { describe, expect, it } from "vitest";
import { formatRational, isDomainError, parseRational, ZERO } from "@/server/kernel";
import type { QuantityPrice } from "./charge-price";
import { rateQuantity } from "./rate-quantity";
import { standardRating } from "./rating-conventions";

const of = parseRational;
const tier = (upTo: string | null, unitPrice = "1", flatFee = "0") => ({
  upTo: upTo === null ? null : of(upTo),
  unitPrice: of(unitPrice),
  flatFee: of(flatFee),
  cap: null,
});
const block = (size: string, most: string | null) => ({
  blockSize: of(size),
  maxBlocks: most === null ? null : of(most),
  blockPrice: of("5"),
});

const rate = (price: QuantityPrice, quantity: string, conventions = standardRating): string =>
  formatRational(rateQuantity(price, of(quantity), ZERO, conventions).amount);

const refusalOf = (price: QuantityPrice, quantity = "1"): unknown => {
  try {
    return rate(price, quantity);
  } catch (error) {
    return isDomainError(error) ? [error.code, error.reason, error.message, error.details] : error;
  }
};

const graduated = (...tiers: readonly ReturnType<typeof tier>[]): QuantityPrice => ({
  model: "graduated",
  tiers,
  block: null,
});
const blocks = (...tiers: readonly ReturnType<typeof block>[]): QuantityPrice => ({ model: "graduated_blocks", tiers });
const packageOf = (size: string): QuantityPrice => ({ model: "package", price: of("8"), size: of(size), free: ZERO });

describe("a price that cannot be", () => {
  it.each([
    [graduated(), "tiers.invalid", "Give at least one tier.", "tiers"],
    [graduated(tier(null), tier("5")), "tiers.invalid", "Only the last tier may go without a bound.", "tiers"],
    [graduated(tier("5"), tier("5")), "tiers.invalid", "Let each bound be above the one before it.", "tiers"],
    [graduated(tier("0"), tier(null)), "tiers.invalid", "Let each bound be above the one before it.", "tiers"],
    [graduated(tier("5")), "tiers.above_last", "Give the last tier no bound.", "quantity"],
    [blocks(), "tiers.invalid", "Give at least one tier.", "tiers"],
    [blocks(block("0", null)), "tiers.invalid", "Give each tier a block size above zero.", "tiers"],
    [blocks(block("10", null), block("5", null)), "tiers.invalid", "Only the last tier may go without", "tiers"],
    [blocks(block("10", "0"), block("5", null)), "tiers.invalid", "Let each tier hold at least one block.", "tiers"],
    [packageOf("0"), "charge_model.invalid", "Give a package a size above zero.", "size"],
    [packageOf("-1"), "charge_model.invalid", "Give a package a size above zero.", "size"],
    [
      { model: "volume", tiers: [tier(null)], block: of("0") } satisfies QuantityPrice,
      "charge_model.invalid",
      "Give a block a size above zero.",
      "block",
    ],
  ] as const)("%o is refused: %s", (price, reason, message, field) => {
    expect(refusalOf(price, "6")).toEqual([
      "invalid_input",
      reason,
      expect.stringContaining(message),
      expect.objectContaining({ field }),
    ]);
  });
});

describe("blocks of units", () => {
  // Three blocks of 100, then blocks of 1,000, each at 5.00.
  const price = blocks(block("100", "3"), block("1000", null));
  it.each([
    ["0", "0"],
    ["1", "5"],
    ["100", "5"],
    ["101", "10"],
    ["300", "15"],
    ["301", "20"],
    ["1300", "20"],
    ["1301", "25"],
  ])("of %s come to %s", (quantity, amount) => {
    expect(rate(price, quantity)).toBe(amount);
  });
});

describe("the flat fee of the first tier, where nothing is used", () => {
  const skip = { ...standardRating, zeroUsageFlatFee: "skip" as const };
  const tiers = [tier("10", "1", "7"), tier(null, "1", "9")];
  it.each(["graduated", "volume", "stairstep", "stairstep_cumulative"] as const)("of %s is due, or not", (model) => {
    const price: QuantityPrice = { model, tiers, block: null };
    expect([rate(price, "0"), rate(price, "0", skip)]).toEqual(["7", "0"]);
    const one = model.startsWith("stairstep") ? "7" : "8";
    expect([rate(price, "1"), rate(price, "1", skip)]).toEqual([one, one]);
  });
});
