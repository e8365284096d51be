import { describe, expect, it } from "vitest";
import { isDomainError } from "@/server/kernel";
import { everyOne, type Price, type PriceOptions, type PriceTerms } from "../rate-plan";
import { checkRatePlan, type DefinedPlan } from "./check-rate-plan";
import type { DefinedCharge } from "./priced-charge";

const month = everyOne("month");

const price = (terms: PriceTerms, change: Partial<Price> = {}): Price => ({
  ...{ currency: "EUR", interval: month, terms },
  ...change,
});

const perUnit = (figure: string): PriceTerms => ({ model: "per_unit", price: figure });

const fee = (terms: PriceTerms, change: Partial<DefinedCharge> = {}): DefinedCharge => ({
  ...{ key: "fee", kind: "recurring", timing: "in_advance", followsQuantity: true, meter: null, included: "0" },
  prices: [price(terms)],
  ...change,
});

const calls = (terms: PriceTerms, options?: PriceOptions, change: Partial<DefinedCharge> = {}): DefinedCharge =>
  fee(terms, {
    ...{ key: "calls", kind: "usage", timing: "in_arrears", followsQuantity: false },
    meter: { key: "calls", aggregation: "sum" },
    prices: [price(terms, options ? { options } : {})],
    ...change,
  });

const plan = (...charges: DefinedCharge[]): DefinedPlan => ({
  ...{ key: "team", quantityMin: 1, quantityMax: 500, sellsParts: false, charges },
});

/** Why a plan is not published: "the place: the message"; nothing where it is. */
const refusal = (defined: DefinedPlan): string => {
  try {
    checkRatePlan(defined);
    return "published";
  } catch (error) {
    if (!isDomainError(error)) throw error;
    expect(error.message.startsWith(`${error.details.field}: `)).toBe(true);
    return `${error.reason} ${error.message}`;
  }
};

const tier = (up_to: string | null, more: Record<string, unknown> = {}) => ({
  ...{ up_to, unit_price: "1", flat_fee: "0", cap: null },
  ...more,
});
const graduated = (...tiers: unknown[]): PriceTerms => ({ model: "graduated", block: null, tiers });
const percentage = (change: Record<string, unknown> = {}): PriceTerms => ({
  ...{ model: "percentage", rate: "2.9", fixed: "0.3", least: null, most: null, free_events: null, free_amount: null },
  ...change,
});
const cell = (values: unknown, figure = "1") => ({ values, price: figure });
const matrix = (change: Record<string, unknown> = {}): PriceTerms => ({
  ...{ model: "matrix", properties: ["region", "speed"], cells: [cell(["eu", "fast"])], otherwise: null },
  ...change,
});
const inFee = "team.charges.fee.prices.EUR.month";
const inCalls = "team.charges.calls.prices.EUR.month";

describe("a rate plan is published", () => {
  it.each([
    ["tiers that say where they begin", plan(fee(graduated(tier("10", { from: "0" }), tier(null, { from: "11" }))))],
    ["tiers for parts of a unit", plan(calls(graduated(tier("10"), tier(null, { from: "10" }))))],
    ["a percentage", plan(calls(percentage({ least: "0.5", most: "0.50", free_events: 10, free_amount: "99.5" })))],
    ["a matrix", plan(calls(matrix({ cells: [cell(["eu", "fast"]), cell(["eu", "slow"])], otherwise: "0" })))],
    ["amounts that events carry", plan(calls({ model: "carried" }, { maximum: "100", commitment: "50" }))],
    [
      "a price per month billed each year, and a fee that is charged once",
      plan(
        fee(perUnit("9.99"), { prices: [price(perUnit("9.99"), { interval: everyOne("year"), pricedPer: month })] }),
        fee(
          { model: "flat", price: "100" },
          { key: "setup", kind: "one_time", prices: [price(perUnit("1"), { interval: null })] },
        ),
      ),
    ],
  ])("with %s", (_what, defined) => {
    expect(refusal(defined)).toBe("published");
  });
});

describe("a rate plan is refused", () => {
  it.each([
    [plan(fee(perUnit("-1"))), `figure_negative ${inFee}.price: The figure is below zero. Give zero or more.`],
    [
      plan(fee(perUnit("NaN"))),
      `figure_unreadable ${inFee}.price: This is no plain number. Give one such as 12 or 12.5.`,
    ],
    [
      plan(fee(perUnit("1e308"))),
      `figure_unreadable ${inFee}.price: This is no plain number. Give one such as 12 or 12.5.`,
    ],
    // 500 of them: 9,223,372,036,854,775,807 cents are the most.
    [plan(fee(perUnit("184467440737095"))), "published"],
    [
      plan(fee(perUnit("184467440737096"))),
      `figure_too_large ${inFee}.price: The figure is larger than an amount can be. Give a smaller one.`,
    ],
    [
      plan(fee({ model: "flat", price: "9.9999999999999" })),
      `figure_decimals ${inFee}.price: Give at most 12 decimals: 9.9999999999999 has more.`,
    ],
    [plan(fee({ model: "flat", price: "9.999" })), "published"],
    [
      plan(fee(perUnit("0.1234567890123"))),
      `figure_decimals ${inFee}.price: Give at most 12 decimals: 0.1234567890123 has more.`,
    ],
    [plan(fee({ model: "none" })), `model_unknown ${inFee}.model: There is no charge model none.`],
    [plan(fee(graduated())), `tiers_missing ${inFee}.tiers: Give at least one tier.`],
    [
      plan(fee(graduated(tier("10"), tier("10"), tier(null)))),
      `tiers_overlap ${inFee}.tiers.2.up_to: The tier before it goes up to 10. Give a bound above that.`,
    ],
    [
      plan(fee(graduated(tier("10"), tier(null, { from: "9" })))),
      `tiers_overlap ${inFee}.tiers.2.from: The tier before it goes up to 10. Begin this one there.`,
    ],
    [
      plan(calls(graduated(tier("10"), tier(null, { from: "11" })))),
      `tiers_gap ${inCalls}.tiers.2.from: A quantity between 10 and 11 has no price. Begin the tier at 10, which belongs to the one before it.`,
    ],
    [
      plan(fee(graduated(tier("10"), tier("50")))),
      `tier_last_bounded ${inFee}.tiers.2.up_to: Whatever lies above the last tier has no price. Give it no bound.`,
    ],
    [
      plan(fee(graduated(tier(null), tier(null)))),
      `tier_unbounded ${inFee}.tiers.1.up_to: Only the last tier goes on without a bound. Give it one.`,
    ],
    [
      plan(fee({ model: "package", price: "5", size: "0", free: "0" })),
      `figure_zero ${inFee}.size: The figure is zero. Give more.`,
    ],
    [plan(calls(percentage({ rate: "101" }))), `percent_above_100 ${inCalls}.rate: Give at most 100 per cent.`],
    [
      plan(calls(percentage({ least: "2", most: "1" }))),
      `options_contradict ${inCalls}.least: The least of a transaction is above the most. Lower it.`,
    ],
    [
      plan(calls(percentage({ free_events: 1.5 }))),
      `figure_unreadable ${inCalls}.free_events: Give a whole number of transactions.`,
    ],
    [
      plan(calls(matrix({ properties: ["region", "region"] }))),
      `matrix_properties ${inCalls}.properties: Name two properties of an event that differ.`,
    ],
    [plan(calls(matrix({ cells: [] }))), `matrix_cells ${inCalls}.cells: Give at least one pair of values its price.`],
    [
      plan(calls(matrix({ cells: [cell(["eu", "fast"]), cell(["eu", "fast"], "2")] }))),
      `matrix_cells ${inCalls}.cells.2.values: These two values have a price already. Leave one of them out.`,
    ],
    [
      plan(fee(perUnit("1"), { meter: { key: "calls", aggregation: "sum" } })),
      "options_contradict team.charges.fee.meter: Only usage is counted. Make it a usage charge, or name no meter.",
    ],
    [
      plan(calls(perUnit("1"), {}, { meter: null })),
      "options_contradict team.charges.calls.meter: Usage is charged by what is counted. Name a meter.",
    ],
    [
      plan(calls(percentage(), {}, { meter: { key: "calls", aggregation: "max" } })),
      "options_contradict team.charges.calls.meter: Single events are priced by their values. Name a meter that adds them up.",
    ],
    [
      plan(calls({ model: "carried" }, {}, { included: "10" })),
      "options_contradict team.charges.calls.included: Single events include no units. Give the price a free part, or a default.",
    ],
    [
      plan(fee(percentage())),
      "options_contradict team.charges.fee.kind: Single events are priced for usage alone. Make it a usage charge.",
    ],
    [
      plan(calls(perUnit("1"), {}, { proration: "full" })),
      "options_contradict team.charges.calls.proration: Only a recurring charge is charged for a part of a period. Leave it out.",
    ],
    [
      plan(fee(perUnit("1"), { prices: [price(perUnit("1"), { interval: null })] })),
      "options_contradict team.charges.fee.prices.EUR.once.interval: Only what is charged once has no interval. Give one.",
    ],
    [
      plan(fee(perUnit("1"), { prices: [price(perUnit("1"), { pricedPer: { unit: "week", count: 1 } })] })),
      `options_contradict ${inFee}.pricedPer: No whole number of its intervals makes up 1 month. Give one that does.`,
    ],
    [
      plan(calls(perUnit("1"), {}, { prices: [price(perUnit("1"), { pricedPer: month })] })),
      `options_contradict ${inCalls}.pricedPer: Only a recurring price can be for another interval than the one that is billed. Leave it out.`,
    ],
    [
      plan(calls(perUnit("1"), { minimum: "2", maximum: "1" })),
      `options_contradict ${inCalls}.minimum: The minimum is above the maximum. Lower it.`,
    ],
    [
      plan(calls(perUnit("1"), { minimum: "2", commitment: "3" })),
      `options_contradict ${inCalls}.commitment: A minimum fills up the same line. Give one of the two.`,
    ],
    [
      plan(calls(perUnit("1"), { maximum: "2", commitment: "3" })),
      `options_contradict ${inCalls}.commitment: The commitment is above the maximum. Lower it.`,
    ],
    [
      plan(fee(perUnit("1"), { prices: [price(perUnit("1"), { options: { commitment: "3" } })] })),
      `options_contradict ${inFee}.commitment: Usage is what is made up to a commitment. Give a minimum instead.`,
    ],
    [
      plan(fee(perUnit("1")), fee(perUnit("2"))),
      "charge_twice team.charges.fee: Another charge has this key. Give each its own.",
    ],
    [
      plan(fee(perUnit("1"), { prices: [price(perUnit("1")), price(perUnit("2"))] })),
      `price_twice ${inFee}: The charge has such a price already. Leave one out.`,
    ],
    [
      plan(fee(perUnit("1")), calls(perUnit("1"), {}, { prices: [price(perUnit("1"), { currency: "USD" })] })),
      "price_missing team.charges.fee.prices: Another charge has a price in USD month. Give this one such a price too.",
    ],
    [
      plan(fee(perUnit("1"), { prices: [] })),
      "price_missing team.charges.fee.prices: The charge has no price. Give one.",
    ],
  ])("%#", (defined, expected) => {
    expect(refusal(defined)).toBe(expected === "published" ? expected : `catalog.${expected}`);
  });
});
