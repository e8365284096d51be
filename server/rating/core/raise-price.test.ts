import { describe, expect, it } from "vitest";
import { parseRational, ZERO } from "@/server/kernel";
import type { ChargePrice } from "./charge-price";
import { raisePrice } from "./raise-price";
import { writePrice } from "./write-price";

const raised = (price: ChargePrice, percent: string, places = 2) =>
  writePrice(raisePrice(price, parseRational(percent), places));
const perUnit = (text: string): ChargePrice => ({ model: "per_unit", unitPrice: parseRational(text) });

describe("raisePrice", () => {
  it.each([
    ["9", "3", 2, "9.27"],
    ["9.27", "3", 2, "9.55"],
    ["0.0035", "10", 2, "0.0039"],
    ["0.0035", "0.1", 2, "0.0035"],
    ["980", "2.5", 0, "1005"],
    ["10.005", "0", 2, "10.005"],
  ])("raises %s by %s %% at %i places to %s", (text, percent, places, expected) => {
    expect(raised(perUnit(text), percent, places)).toEqual({ model: "per_unit", price: expected });
  });

  it("raises each sum of a tiered price, and neither its bounds nor its shares", () => {
    const tiers = [
      {
        upTo: parseRational("10"),
        unitPrice: parseRational("2"),
        flatFee: parseRational("5"),
        cap: parseRational("40"),
      },
      { upTo: null, unitPrice: parseRational("1"), flatFee: ZERO, cap: null },
    ];
    expect(raised({ model: "graduated", tiers, block: null }, "10")).toMatchObject({
      tiers: [
        { up_to: "10", unit_price: "2.2", flat_fee: "5.5", cap: "44" },
        { up_to: null, unit_price: "1.1", flat_fee: "0", cap: null },
      ],
    });
    expect(raised({ model: "graduated_percentage", tiers, block: null }, "10")).toMatchObject({
      tiers: [{ unit_price: "2", flat_fee: "5.5", cap: "44" }, { unit_price: "1" }],
    });
  });

  it("raises what a package or a block costs", () => {
    const [size, price] = [parseRational("100"), parseRational("8")];
    expect(raised({ model: "package", size, price, free: ZERO }, "25")).toMatchObject({ price: "10", size: "100" });
    const tiers = [{ blockSize: size, maxBlocks: null, blockPrice: price }];
    expect(raised({ model: "graduated_blocks", tiers }, "25")).toMatchObject({
      tiers: [{ block_size: "100", block_price: "10" }],
    });
  });
});
