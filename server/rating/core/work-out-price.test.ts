import { describe, expect, it } from "vitest";
import { parseRational, ZERO } from "@/server/kernel";
import type { ChargePrice } from "./charge-price";
import { partsOfPrice } from "./price-parts";
import { workOutPrice } from "./work-out-price";

const of = parseRational;

const tier = (upTo: string | null, unitPrice: string, flatFee = "0") => ({
  upTo: upTo === null ? null : of(upTo),
  unitPrice: of(unitPrice),
  flatFee: of(flatFee),
  cap: null,
});

const runs = [tier("2000", "0"), tier("20000", "0.012"), tier("200000", "0.008"), tier(null, "0.005")];
const seats = [tier("10", "10"), tier("50", "8", "5"), tier(null, "6")];
const viewers = [tier("10", "0", "99"), tier("25", "0", "199"), tier(null, "0", "499")];
const shares = [tier("1000", "0.029", "30"), tier(null, "0.02")];
const blocks = [
  { blockSize: of("10"), maxBlocks: of("5"), blockPrice: of("8") },
  { blockSize: of("100"), maxBlocks: null, blockPrice: of("60") },
];

/** Each step as `from–upTo: times × unit price + fee = amount`. */
const steps = (price: ChargePrice, quantity: string, included = ZERO): string[] =>
  workOutPrice(price, { quantity: of(quantity), included }).steps.map(({ part, units, times, amount }) => {
    const range = part.from === null ? units : `${part.from}–${part.upTo ?? ""} has ${units}`;
    const paid =
      times === null ? "" : ` ${times} × ${part.unitPrice}${part.block === null ? "" : ` per ${part.block}`}`;
    const share = part.percent === null ? "" : ` ${part.percent} %`;
    return `${range}:${paid}${share}${part.fee === null ? "" : ` + ${part.fee}`} = ${amount}`;
  });

describe("working out a price", () => {
  it.each([
    ["flat", { model: "flat", amount: of("110") }, "8", ["8: + 110 = 110"]],
    ["per unit", { model: "per_unit", unitPrice: of("33") }, "8", ["8: 8 × 33 = 264"]],
    [
      "package, a begun one in full, after those that are free",
      { model: "package", size: of("100"), price: of("5"), free: of("50") },
      "251",
      ["51– has 251: 3 × 5 per 100 = 15"],
    ],
    [
      "graduated",
      { model: "graduated", tiers: runs, block: null },
      "47350",
      [
        "1–2000 has 2000: 2000 × 0 = 0",
        "2001–20000 has 18000: 18000 × 0.012 = 216",
        "20001–200000 has 27350: 27350 × 0.008 = 218.8",
      ],
    ],
    [
      "graduated with a fee, in whole blocks of ten",
      { model: "graduated", tiers: seats, block: of("10") },
      "55",
      ["1–10 has 10: 1 × 10 per 10 = 10", "11–50 has 40: 4 × 8 per 10 + 5 = 37", "51– has 10: 1 × 6 per 10 = 6"],
    ],
    ["volume", { model: "volume", tiers: seats, block: null }, "20", ["11–50 has 20: 20 × 8 + 5 = 165"]],
    ["stairstep", { model: "stairstep", tiers: viewers, block: null }, "11", ["11–25 has 11: + 199 = 199"]],
    [
      "stairstep of every range reached",
      { model: "stairstep_cumulative", tiers: viewers, block: null },
      "12",
      ["1–10 has 10: + 99 = 99", "11–25 has 2: + 199 = 199"],
    ],
    [
      "graduated percentage",
      { model: "graduated_percentage", tiers: shares, block: null },
      "1500",
      ["0–1000 has 1000: 2.9 % + 30 = 59", "1000– has 500: 2 % = 10"],
    ],
    [
      "graduated blocks, of the size that each range has",
      { model: "graduated_blocks", tiers: blocks },
      "151",
      ["1–50 has 50: 5 × 8 per 10 = 40", "51– has 101: 2 × 60 per 100 = 120"],
    ],
    ["volume blocks", { model: "volume_blocks", tiers: blocks }, "151", ["51– has 151: 2 × 60 per 100 = 120"]],
  ] as const satisfies ReadonlyArray<readonly [string, ChargePrice, string, readonly string[]]>)(
    "says each step: %s",
    (_name, price, quantity, expected) => {
      expect(steps(price, quantity)).toEqual(expected);
    },
  );

  it("takes included units off before the first step, and keeps the amount exact", () => {
    const price: ChargePrice = { model: "per_unit", unitPrice: of("0.0075") };
    expect(workOutPrice(price, { quantity: of("1001"), included: of("1000") })).toMatchObject({
      billable: "1",
      amount: "0.0075",
    });
    expect(steps(price, "7", of("10"))).toEqual(["0: 0 × 0.0075 = 0"]);
  });

  it("refuses what the price refuses", () => {
    const bounded: ChargePrice = { model: "volume", tiers: seats.slice(0, 2), block: null };
    expect(() => steps(bounded, "51")).toThrow("Give the last tier no bound.");
    expect(partsOfPrice(bounded).map(({ upTo }) => upTo)).toEqual(["10", "50"]);
  });
});
