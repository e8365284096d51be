import { describe, expect, it } from "vitest";
import { formatRational, isDomainError, parseRational, ZERO } from "@/server/kernel";
import type { EventPrice } from "./charge-price";
import { cellFor, isPriced, type MatrixPrice, priceOfCell } from "./models/matrix";
import type { PercentagePrice } from "./models/percentage";
import { type EventTally, rateCharge, tallyEvents, tallyOne } from "./rate-charge";
import { workOutPrice } from "./work-out-price";
import { readEventPrice, writeEventPrice } from "./write-event-price";
import { readTally, writeTally } from "./write-tally";

const figure = parseRational;

/** Messages by country and network; elsewhere 0.10. */
const messages: MatrixPrice & { readonly model: "matrix" } = {
  model: "matrix",
  properties: ["country", "network"],
  cells: [
    { values: ["DE", "one"], unitPrice: figure("0.05") },
    { values: ["DE", "two"], unitPrice: figure("0.07") },
    { values: ["FR", "one"], unitPrice: figure("0.06") },
  ],
  otherwise: figure("0.1"),
};

/** 2.9 % and 0.30 of each payment, 1.00 at least and 20.00 at most; the first two, and the first 150.00, are free. */
const payments: PercentagePrice & { readonly model: "percentage" } = {
  model: "percentage",
  rate: figure("2.9"),
  fixedFee: figure("0.3"),
  minPerEvent: figure("1"),
  maxPerEvent: figure("20"),
  freeEvents: 2,
  freeAmount: figure("150"),
};

const sent = (value: string, country?: string, network?: string) => ({
  value: figure(value),
  ...(country ? { properties: { country, ...(network ? { network } : {}) } } : {}),
});

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return [error.reason, error.details.field, error.message];
  }
};

const rated = (price: EventPrice, tally: EventTally): string =>
  formatRational(rateCharge(price, { quantity: ZERO, included: ZERO, tally }));

const steps = (price: EventPrice, tally: EventTally): string[] =>
  workOutPrice(price, { quantity: ZERO, included: ZERO, tally }).steps.map(({ part, units, times, amount }) =>
    [part.of, ...(part.values ?? []), part.unitPrice ?? part.percent, units, times ?? "-", amount].join(" "),
  );

describe("units whose price two properties choose", () => {
  const events = [
    sent("10", "DE", "one"),
    sent("4", "FR", "one"),
    sent("2.5", "DE", "two"),
    sent("5", "DE", "one"),
    sent("3", "IT", "one"),
    sent("1"),
  ];

  it("are added up by the cell that prices them, in the order of the price, those of none last", () => {
    expect(writeTally(tallyEvents(messages, events))).toEqual({
      cells: [
        { values: ["DE", "one"], quantity: "15" },
        { values: ["DE", "two"], quantity: "2.5" },
        { values: ["FR", "one"], quantity: "4" },
        { values: null, quantity: "4" },
      ],
    });
  });

  it("come to 15 at 0.05, 2.5 at 0.07, 4 at 0.06 and 4 at 0.10", () => {
    const tally = tallyEvents(messages, events);
    expect(rated(messages, tally)).toBe("1.565");
    expect(steps(messages, tally)).toEqual([
      "cell DE one 0.05 15 15 0.75",
      "cell DE two 0.07 2.5 2.5 0.175",
      "cell FR one 0.06 4 4 0.24",
      "others 0.1 4 4 0.4",
    ]);
  });

  it("have a cell only where both properties are named, a number as its figures", () => {
    const [first] = messages.cells;
    expect(cellFor(messages, { country: "DE", network: "one" })).toBe(first);
    for (const given of [{ country: "DE", network: "three" }, { country: "IT", network: "one" }, { country: "DE" }]) {
      expect(cellFor(messages, given)).toBeNull();
    }
    expect(cellFor(messages, null)).toBeNull();
    expect(cellFor(messages, undefined)).toBeNull();
    const byTier = { ...messages, cells: [{ values: ["3", "true"], unitPrice: figure("1") }] } as const;
    expect(cellFor(byTier, { country: 3, network: true })).toBe(byTier.cells[0]);
    const empty = { ...messages, cells: [{ values: ["", ""], unitPrice: figure("2") }] } as const;
    expect(formatRational(cellFor(empty, {})?.unitPrice ?? ZERO)).toBe("2");
  });

  it("are refused where no cell names them and others have no price, naming the properties and the remedy", () => {
    const strict = { ...messages, otherwise: null };
    const known = { country: "FR", network: "one" };
    expect([isPriced(strict, known), isPriced(strict, {}), isPriced(messages, {})]).toEqual([true, false, true]);
    const refusal = [
      "charge_model.unpriced",
      "properties",
      "Usage has a country and network without a price. Publish a version with a price for the others, and move the subscription to it.",
    ];
    expect(refusalOf(() => tallyEvents(strict, events))).toEqual(refusal);
    expect(refusalOf(() => priceOfCell(strict, null))).toEqual(refusal);
    expect(refusalOf(() => priceOfCell(strict, ["DE", "three"]))).toEqual(refusal);
    expect(formatRational(priceOfCell(strict, ["FR", "one"]))).toBe("0.06");
    expect(formatRational(priceOfCell(messages, ["FR", "two"]))).toBe("0.1");
  });

  it("as one event are of the first cell, and of the others where there is none", () => {
    expect(rated(messages, tallyOne(messages, figure("100")))).toBe("5");
    expect(rated({ ...messages, cells: [] }, tallyOne({ ...messages, cells: [] }, figure("100")))).toBe("10");
  });
});

describe("a percentage of each event", () => {
  const paid = ["100", "80", "1000", "10", "20", "0"].map((value) => ({ value: figure(value) }));

  it("leaves the free ones out, and sorts the rest by what bounds them", () => {
    // 100.00 and 50.00 of 80.00 are free; 30.00 of it comes to 1.17. 10.00 and 20.00 come to less than 1.00, 1,000.00 to more
    // than 20.00.
    const tally = tallyEvents(payments, [...paid, { value: figure("500") }]);
    expect(writeTally(tally)).toEqual({
      charged: { count: "2", amount: "530" },
      at_least: "2",
      at_most: "1",
      free: { count: "2", amount: "150" },
    });
  });

  it("comes to 2.9 % of 530.00, twice 0.30, twice 1.00 and once 20.00", () => {
    const tally = tallyEvents(payments, [...paid, { value: figure("500") }]);
    expect(rated(payments, tally)).toBe("37.97");
    expect(steps(payments, tally)).toEqual([
      "amount 2.9 530 - 15.37",
      "event 0.3 2 2 0.6",
      "least 1 2 2 2",
      "most 20 1 1 20",
    ]);
  });

  it("as one event is that event", () => {
    const plain = { ...payments, freeEvents: null, freeAmount: null };
    // 2.9 % of 200.00 and 0.30.
    expect(rated(plain, tallyOne(plain, figure("200")))).toBe("6.1");
  });
});

describe("prices of events", () => {
  it("need events, and those they are made for", () => {
    const cells = tallyEvents(messages, []);
    const counted = tallyEvents(payments, []);
    const refusal = ["charge_model.tally", "tally", "The price needs the events that it is worked out from."];
    expect(refusalOf(() => rated(payments, cells))).toEqual(refusal);
    expect(refusalOf(() => rated(messages, counted))).toEqual(refusal);
    expect(refusalOf(() => rateCharge(messages, { quantity: ZERO, included: ZERO }))).toEqual(refusal);
    expect([rated(messages, cells), rated(payments, counted)]).toEqual(["0", "0"]);
  });

  it.each([
    ["cells", messages],
    ["no price for others", { ...messages, otherwise: null }],
    ["all of a percentage", payments],
    [
      "nothing but a percentage",
      { ...payments, minPerEvent: null, maxPerEvent: null, freeEvents: null, freeAmount: null },
    ],
  ] as const)("are read as they were written: %s", (_what, price) => {
    expect(readEventPrice(writeEventPrice(price))).toEqual(price);
  });

  it.each([
    [{ model: "matrix", properties: ["a"], cells: [] }, "properties"],
    [{ model: "matrix", properties: "a b", cells: [] }, "properties"],
    [{ model: "matrix", properties: [1, "b"], cells: [] }, "properties"],
    [{ model: "matrix", properties: ["a", "b"], cells: "none" }, "cells"],
    [{ model: "matrix", properties: ["a", "b"], cells: [{ values: ["x"], price: "1" }] }, "values"],
  ] as const)("that cannot be read are refused: %j", (written, field) => {
    expect(() => readEventPrice(written)).toThrow(field);
  });

  it("are not those of quantities", () => {
    expect(readEventPrice({ model: "per_unit", price: "1" })).toBeNull();
  });

  it.each([
    ["cells", tallyEvents(messages, [sent("1.5", "DE", "two"), sent("2")])],
    ["transactions", tallyEvents(payments, [{ value: figure("700") }, { value: figure("1") }])],
  ] as const)("their %s are read as they were written", (_what, tally) => {
    expect(readTally(writeTally(tally))).toEqual(tally);
  });

  it("a tally of nothing known is refused", () => {
    expect(() => readTally({ charged: "much" })).toThrow("tally");
  });
});
