import { describe, expect, it } from "vitest";
import { parseRational, rational } from "@/server/kernel";
import { type ChargeOptions, type ChargePrice, type ChargeProration, plainOptions } from "@/server/rating/core";
import type { ChargeTerms, SubscriptionLife } from "@/server/subscriptions/core";
import { advanceLife } from "./advance-life";
import type { LifeBasis, MeteredEvent } from "./life-basis";
import { basis, charge, on, plan, request, start, tell, unitPrice } from "./life-test-harness";
import { amountOfLine } from "./line-factors";
import { readFactors, writeFactors } from "./write-factors";

const of = parseRational;

const event = (day: string, value: string, properties: MeteredEvent["properties"] = null): MeteredEvent => ({
  ...{ at: new Date(`${day}T12:00:00Z`), value: of(value), key: null, op: "add", meter: "calls", properties },
});

const usage = (price: ChargePrice, options?: Partial<ChargeOptions>): ChargeTerms =>
  charge({
    ...{ key: "calls", kind: "usage", timing: "in_arrears", price, meter: { key: "calls", aggregation: "sum" } },
    ...(options ? { options: { ...plainOptions, ...options } } : {}),
  });

const fee = (proration: ChargeProration): ChargeTerms =>
  charge({ price: unitPrice("30"), options: { ...plainOptions, proration } });

/** The lines of a life as they are told, each of them worked out again from what is kept with it. */
const linesThrough = (life: SubscriptionLife, given: LifeBasis, day: string): string[] => {
  const { lines } = advanceLife(life, given, on(day));
  for (const { factors, amountMinor } of lines) {
    const kept = readFactors(writeFactors(factors));
    expect(kept && amountOfLine(kept, given.currency)).toBe(amountMinor);
  }
  return lines.map(tell);
};

const usedInApril = (one: ChargeTerms, ...events: MeteredEvent[]): string[] => {
  const given = basis({ events });
  return linesThrough(start(plan("api", [one]), "2027-04-01", given), given, "2027-05-01");
};

describe("a commitment", () => {
  it("is made up by a line of its own at the end of the period, and not where usage reaches it", () => {
    const calls = usage(unitPrice("0.1"), { commitment: of("50") });
    expect(usedInApril(calls, event("2027-04-10", "120"))).toEqual([
      "usage calls 2027-04-01 2027-05-01 1200",
      "true_up calls 2027-04-01 2027-05-01 3800",
    ]);
    expect(usedInApril(calls, event("2027-04-10", "500"))).toEqual(["usage calls 2027-04-01 2027-05-01 5000"]);
  });

  it("holds for the days served where the subscription is cancelled: 10 of 30 of 50.00 less 12.00", () => {
    const given = basis({ events: [event("2027-04-05", "120")] });
    const calls = usage(unitPrice("0.1"), { commitment: of("50") });
    const { lines } = request(start(plan("api", [calls]), "2027-04-01", given), { kind: "cancel" }, "2027-04-11", {
      by: given,
    });
    expect(lines.map(tell)).toEqual([
      "usage calls 2027-04-01 2027-04-11 1200",
      "true_up calls 2027-04-01 2027-04-11 467",
    ]);
    expect(
      writeFactors(lines[1]?.factors ?? { kind: "credit", leftMinor: 0n, share: null, rounding: "floor" }),
    ).toEqual({
      commitment: "50",
      charged_minor: "1200",
      days: "10",
      of_days: "30",
      rounding: "half_away_from_zero",
    });
  });
});

const percentage = { model: "percentage", rate: of("2.9"), fixedFee: of("0.3") } as const;
const noLimits = { minPerEvent: null, maxPerEvent: null, freeEvents: null, freeAmount: null };

describe("usage that is priced event by event", () => {
  it("takes a percentage and a fixed part of each: 6.10 of 200.00", () => {
    const price: ChargePrice = { ...percentage, ...noLimits };
    expect(usedInApril(usage(price), event("2027-04-10", "200"))).toEqual(["usage calls 2027-04-01 2027-05-01 610"]);
    // 600 × 2.9 % and two fixed parts; in arrears nothing of the day on which the period ends.
    expect(
      usedInApril(usage(price), event("2027-04-10", "200"), event("2027-04-11", "400"), event("2027-05-01", "9")),
    ).toEqual(["usage calls 2027-04-01 2027-05-01 1800"]);
  });

  it("leaves the first free, and charges the least and the most of each", () => {
    const limited: ChargePrice = {
      ...percentage,
      ...noLimits,
      freeEvents: 1,
      minPerEvent: of("1"),
      maxPerEvent: of("10"),
    };
    // Free; 0.59 is lifted to 1.00; 3.20; 29.30 is cut to 10.00. The order is that of time.
    const events = [
      event("2027-04-04", "1000"),
      event("2027-04-02", "10"),
      event("2027-04-01", "900"),
      event("2027-04-03", "100"),
    ];
    expect(usedInApril(usage(limited), ...events)).toEqual(["usage calls 2027-04-01 2027-05-01 1420"]);
  });

  it("adds up the amounts that events carry", () => {
    const events = [event("2027-04-02", "12.345"), event("2027-04-03", "0.01")];
    expect(usedInApril(usage({ model: "carried" }), ...events)).toEqual(["usage calls 2027-04-01 2027-05-01 1236"]);
  });

  const matrix = (otherwise: string | null): ChargePrice => ({
    model: "matrix",
    properties: ["region", "speed"],
    cells: [
      { values: ["eu", "fast"], unitPrice: of("0.5") },
      { values: ["eu", "1"], unitPrice: of("0.2") },
    ],
    otherwise: otherwise === null ? null : of(otherwise),
  });

  it("chooses a price by two properties, or the one for all others", () => {
    const events = [
      event("2027-04-02", "10", { region: "eu", speed: "fast" }),
      event("2027-04-03", "10", { region: "eu", speed: 1 }),
      event("2027-04-04", "10", { region: "us", speed: "fast" }),
      event("2027-04-05", "5"),
    ];
    // 5.00 + 2.00 + 15 × 1.00.
    expect(usedInApril(usage(matrix("1")), ...events)).toEqual(["usage calls 2027-04-01 2027-05-01 2200"]);
    expect(() => usedInApril(usage(matrix(null)), ...events)).toThrow(
      "Usage has a region and speed without a price. Publish a version with a price for the others",
    );
  });
});

describe("what a charge has beside its price", () => {
  it("takes its discounts first, then lifts to the minimum and cuts at the maximum", () => {
    const off = { amountOff: of("2"), percentOff: of("10") };
    // (10.00 − 2.00) less 10 % is 7.20.
    expect(usedInApril(usage(unitPrice("0.1"), off), event("2027-04-10", "100"))).toEqual([
      "usage calls 2027-04-01 2027-05-01 720",
    ]);
    const limits = { ...off, minimum: of("8"), maximum: of("9") };
    expect(usedInApril(usage(unitPrice("0.1"), limits), event("2027-04-10", "100"))).toEqual([
      "usage calls 2027-04-01 2027-05-01 800",
    ]);
    expect(usedInApril(usage(unitPrice("0.1"), limits), event("2027-04-10", "900"))).toEqual([
      "usage calls 2027-04-01 2027-05-01 900",
    ]);
  });

  it("holds a maximum for the days served: 10 of 30 of 9.00 are 3.00", () => {
    const given = basis({ events: [event("2027-04-05", "900")] });
    const calls = usage(unitPrice("0.1"), { maximum: of("9") });
    const ending = { ...start(plan("api", [calls]), "2027-04-01", given), endsAt: on("2027-04-11") };
    expect(linesThrough(ending, given, "2027-04-11")).toEqual(["usage calls 2027-04-01 2027-04-11 300"]);
  });

  it("bills a price per month three times a quarter", () => {
    const quarterly = charge({ price: unitPrice("9.99"), options: { ...plainOptions, times: rational(3n) } });
    const sold = plan("quarterly", [quarterly], { interval: { unit: "month", count: 3 } });
    expect(linesThrough(start(sold, "2027-04-01"), basis(), "2027-04-01")).toEqual([
      "recurring fee 2027-04-01 2027-07-01 2997",
    ]);
  });
});

describe("a charge with its own proration", () => {
  // 30.00 a month, from the 16th to the billing day on the 1st, for twice as many from the 21st: 10 of 15 days are left.
  it.each([
    ["policy", ["2027-04-16 2027-05-01 1500", "2027-04-21 2027-05-01 -1000", "2027-04-21 2027-05-01 2000"]],
    ["none", ["2027-05-01 2027-06-01 6000"]],
    ["full", ["2027-04-16 2027-05-01 3000", "2027-04-21 2027-05-01 -2000", "2027-04-21 2027-05-01 6000"]],
    ["credit_only", ["2027-05-01 2027-06-01 6000"]],
  ] as const)("%s charges and gives back a part of a period by it", (proration, expected) => {
    const begun = advanceLife(
      start(plan("team", [fee(proration)]), "2027-04-16", basis(), 1),
      basis(),
      on("2027-04-16"),
    );
    const changed = request(begun.life, { kind: "change_quantity", quantity: of("2") }, "2027-04-21");
    const after = advanceLife(changed.life, basis(), on("2027-05-01"));
    const told = [...begun.lines, ...changed.lines, ...after.lines].map((line) =>
      tell(line).split(" ").slice(2).join(" "),
    );
    expect(told.slice(0, expected.length)).toEqual(expected);
  });

  it.each([
    ["policy", ["recurring 3000", "credit -2000"]],
    ["none", ["recurring 3000"]],
    ["credit_only", ["recurring 3000", "credit -2000"]],
  ] as const)("%s decides what an end within a period gives back", (proration, expected) => {
    const begun = advanceLife(start(plan("team", [fee(proration)]), "2027-04-01"), basis(), on("2027-04-01"));
    const ended = request(begun.life, { kind: "cancel" }, "2027-04-11");
    expect([...begun.lines, ...ended.lines].map(({ kind, amountMinor }) => `${kind} ${amountMinor}`)).toEqual(expected);
  });
});
