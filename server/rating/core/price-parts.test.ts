import { describe, expect, it } from "vitest";
import { parseRational, ZERO } from "@/server/kernel";
import type { ChargePrice, EventPrice } from "./charge-price";
import { partsOfPrice } from "./price-parts";
import { raisePrice } from "./raise-price";
import { readPrice, writePrice } from "./write-price";

const of = parseRational;
const tier = (upTo: string | null, unitPrice: string, flatFee = "0", cap: string | null = null) => ({
  upTo: upTo === null ? null : of(upTo),
  unitPrice: of(unitPrice),
  flatFee: of(flatFee),
  cap: cap === null ? null : of(cap),
});
const tiers = [tier("10", "2", "5", "18"), tier(null, "1")];

const percentage: EventPrice = {
  model: "percentage",
  rate: of("2.9"),
  fixedFee: of("0.3"),
  minPerEvent: of("1"),
  maxPerEvent: of("10"),
  freeEvents: 5,
  freeAmount: of("100"),
};
const matrix: EventPrice = {
  model: "matrix",
  properties: ["region", "speed"],
  cells: [{ values: ["eu", "fast"], unitPrice: of("0.5") }],
  otherwise: of("0.2"),
};

/** What is said of a part, without what is not. */
const said = (price: ChargePrice) =>
  partsOfPrice(price).map((part) =>
    Object.fromEntries(Object.entries(part).filter(([, figure]) => figure !== null && figure !== undefined)),
  );

describe("the parts of a price", () => {
  it.each<[ChargePrice, readonly object[]]>([
    [{ model: "flat", amount: of("110") }, [{ fee: "110" }]],
    [{ model: "per_unit", unitPrice: of("9") }, [{ unitPrice: "9" }]],
    [{ model: "package", price: of("8"), size: of("10"), free: ZERO }, [{ unitPrice: "8", block: "10" }]],
    [{ model: "package", price: of("8"), size: of("10"), free: of("3") }, [{ from: "4", unitPrice: "8", block: "10" }]],
    [
      { model: "graduated", tiers, block: null },
      [
        { from: "1", upTo: "10", unitPrice: "2", fee: "5", cap: "18" },
        { from: "11", unitPrice: "1" },
      ],
    ],
    [
      { model: "volume", tiers, block: of("100") },
      [
        { from: "1", upTo: "10", unitPrice: "2", fee: "5", cap: "18", block: "100" },
        { from: "11", unitPrice: "1", block: "100" },
      ],
    ],
    ...(["stairstep", "stairstep_cumulative"] as const).map((model): [ChargePrice, readonly object[]] => [
      { model, tiers, block: null },
      [
        { from: "1", upTo: "10", fee: "5" },
        { from: "11", fee: "0" },
      ],
    ]),
    [
      { model: "graduated_percentage", tiers: [tier("1000", "0.029", "0.3", "40"), tier(null, "0.02")], block: null },
      [
        { from: "0", upTo: "1000", percent: "2.9", fee: "0.3", cap: "40" },
        { from: "1000", percent: "2" },
      ],
    ],
    [
      {
        model: "graduated_blocks",
        tiers: [
          { blockSize: of("100"), maxBlocks: of("3"), blockPrice: of("8") },
          { blockSize: of("1000"), maxBlocks: null, blockPrice: of("50") },
        ],
      },
      [
        { from: "1", upTo: "300", unitPrice: "8", block: "100" },
        { from: "301", unitPrice: "50", block: "1000" },
      ],
    ],
    [
      percentage,
      [
        { of: "amount", percent: "2.9" },
        { of: "event", unitPrice: "0.3" },
        { of: "least", fee: "1" },
        { of: "most", fee: "10" },
        { of: "free_events", upTo: "5", unitPrice: "0" },
        { of: "free_amount", upTo: "100", unitPrice: "0" },
      ],
    ],
    [
      matrix,
      [
        { of: "cell", values: ["eu", "fast"], unitPrice: "0.5" },
        { of: "others", unitPrice: "0.2" },
      ],
    ],
  ])("%o are %o", (price, parts) => {
    expect(said(price)).toEqual(parts);
  });
});

describe("a price for events", () => {
  it.each([percentage, matrix, { ...matrix, otherwise: null }, { model: "carried" } as const])(
    "%o reads back as it was written",
    (price) => {
      expect(readPrice(JSON.parse(JSON.stringify(writePrice(price))))).toEqual(price);
    },
  );

  it("is raised by what each event costs, and not by its rate or by what is free", () => {
    expect(raisePrice(percentage, of("10"), 2)).toEqual({
      ...percentage,
      fixedFee: of("0.33"),
      minPerEvent: of("1.1"),
      maxPerEvent: of("11"),
    });
    const open = { ...percentage, minPerEvent: null, maxPerEvent: null };
    expect(raisePrice(open, of("10"), 2)).toEqual({ ...open, fixedFee: of("0.33") });
    expect(raisePrice(matrix, of("10"), 2)).toEqual({
      ...matrix,
      cells: [{ values: ["eu", "fast"], unitPrice: of("0.55") }],
      otherwise: of("0.22"),
    });
    expect(raisePrice({ model: "carried" }, of("10"), 2)).toEqual({ model: "carried" });
    expect(raisePrice({ model: "flat", amount: of("100") }, of("10"), 2)).toEqual({ model: "flat", amount: of("110") });
  });
});
