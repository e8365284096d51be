import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addRationals, formatRational, parseRational, type Rational, rational, ZERO } from "@/server/kernel";
import { adjustRating } from "./adjust-rating";
import type { QuantityPrice } from "./charge-price";
import { rateTransactions, tallyTransactions } from "./models/percentage";
import { rateProgress } from "./rate-progress";
import { rateQuantity } from "./rate-quantity";
import { standardRating } from "./rating-conventions";

const of = parseRational;

const tier = (upTo: string | null, unitPrice: string, flatFee = "0") => ({
  upTo: upTo === null ? null : of(upTo),
  unitPrice: of(unitPrice),
  flatFee: of(flatFee),
  cap: null,
});

// 0–10 at 10, to 50 at 8, above at 6.
const seats = [tier("10", "10"), tier("50", "8"), tier(null, "6")];
const fees = [tier("10", "0", "25"), tier("100", "0", "20"), tier(null, "0", "15")];
const graduated: QuantityPrice = { model: "graduated", tiers: seats, block: null };
const volume: QuantityPrice = { model: "volume", tiers: seats, block: null };
const packages: QuantityPrice = { model: "package", size: of("10"), price: of("100"), free: ZERO };

const amountOf = (price: QuantityPrice, quantity: string, conventions = standardRating): string =>
  formatRational(rateQuantity(price, of(quantity), ZERO, conventions).amount);

describe("rating a quantity", () => {
  it.each([
    // 10 × 10 + 40 × 8 + 10 × 6
    ["graduated", graduated, "60", "480"],
    ["graduated at a bound", graduated, "10", "100"],
    // 60 × 6
    ["volume", volume, "60", "360"],
    ["volume at a bound", volume, "50", "400"],
    ["stairstep", { model: "stairstep", tiers: fees, block: null }, "11", "20"],
    ["stairstep_cumulative", { model: "stairstep_cumulative", tiers: fees, block: null }, "200", "60"],
    // Thirteen packages of ten.
    ["package", packages, "121", "1300"],
    ["per_unit", { model: "per_unit", unitPrice: of("0.0120") }, "3", "0.036"],
    ["flat", { model: "flat", amount: of("110") }, "8", "110"],
    // 150 blocks of 1,000 at 0.50.
    ["volume by blocks", { model: "volume", tiers: [tier(null, "0.5")], block: of("1000") }, "149001", "75"],
  ] as const)("rates %s", (_name, price, quantity, amount) => {
    expect(amountOf(price, quantity)).toBe(amount);
  });

  it("takes included units off first, or raises the bounds by them", () => {
    const rate = (includedReading: "subtract" | "shift_bounds") =>
      formatRational(rateQuantity(graduated, of("60"), of("5"), { ...standardRating, includedReading }).amount);
    // 55 units: 10 × 10 + 40 × 8 + 5 × 6; and 60 with bounds 15 and 55: 15 × 10 + 40 × 8 + 5 × 6.
    expect(rate("subtract")).toBe("450");
    expect(rate("shift_bounds")).toBe("500");
  });

  it("charges the flat fee of tier one at zero, or not", () => {
    const price: QuantityPrice = { model: "volume", tiers: fees, block: null };
    expect(amountOf(price, "0")).toBe("25");
    expect(amountOf(price, "0", { ...standardRating, zeroUsageFlatFee: "skip" })).toBe("0");
  });

  it("mirrors a negative quantity, or counts it as nothing", () => {
    expect(amountOf(graduated, "-60")).toBe("-480");
    expect(amountOf(graduated, "-60", { ...standardRating, negative: "zero" })).toBe("0");
  });

  it("refuses what lies above a bounded last tier, stops there, or goes on", () => {
    const bounded: QuantityPrice = { model: "graduated", tiers: seats.slice(0, 2), block: null };
    expect(() => amountOf(bounded, "51")).toThrow("Give the last tier no bound.");
    expect(amountOf(bounded, "51", { ...standardRating, boundedLastTier: "cap" })).toBe("420");
    expect(amountOf(bounded, "51", { ...standardRating, boundedLastTier: "last_tier" })).toBe("428");
  });

  it.each([
    ["Let each bound be above the one before it.", [tier("10", "1"), tier("5", "1"), tier(null, "1")]],
    ["Only the last tier may go without a bound.", [tier(null, "1"), tier("20", "1")]],
    ["Give at least one tier.", []],
  ])("refuses tiers: %s", (message, tiers) => {
    expect(() => amountOf({ model: "graduated", tiers, block: null }, "3")).toThrow(message);
  });

  it("comes to the same in one part or in several", () => {
    const count = fc.integer({ min: 0, max: 500 }).map((n) => rational(BigInt(n)));
    fc.assert(
      fc.property(fc.constantFrom(graduated, volume, packages), count, count, (price, first, second) => {
        const rate = (quantity: Rational) => rateQuantity(price, quantity, ZERO, standardRating).amount;
        const rest = rateProgress(price, { previous: first, billed: null, quantity: second }, ZERO, standardRating);
        expect(addRationals(rate(first), rest.amount)).toEqual(rate(addRationals(first, second)));
      }),
    );
  });
});

describe("a percentage of events", () => {
  it("gives the first events free while the free amount lasts", () => {
    const price = { rate: of("1.3"), fixedFee: of("2"), minPerEvent: null, maxPerEvent: null };
    const events = ["50", "100", "250", "400"].map(of);
    // 150 of the third is paid: 1.95 + 2; the fourth: 5.20 + 2.
    const withFree = { ...price, freeEvents: 3, freeAmount: of("250") };
    const tally = tallyTransactions(withFree, events);
    expect(formatRational(rateTransactions(withFree, tally))).toBe("11.15");
  });
});

describe("adjusting what was rated", () => {
  it("takes an amount off, then a percentage, then lifts to the minimum and cuts at the maximum", () => {
    const none = { amountOff: null, percentOff: null, minimum: null, maximum: null };
    const adjust = (amount: string, given: Partial<typeof none | Record<string, Rational>>) => {
      const { net, trueUp, total } = adjustRating(of(amount), ZERO, { ...none, ...given });
      return [net, trueUp, total].map(formatRational);
    };
    expect(adjust("100", { amountOff: of("10"), percentOff: of("10") })).toEqual(["81", "0", "81"]);
    expect(adjust("30", { minimum: of("50") })).toEqual(["30", "20", "50"]);
    expect(adjust("80", { maximum: of("50") })).toEqual(["50", "0", "50"]);
  });
});
