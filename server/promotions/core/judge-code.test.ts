import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { type CodeTerms, type CodeUse, judgeCode, narrowFirst, readCode } from "./judge-code";

const open: CodeTerms = {
  key: "WELCOME20",
  startsOn: null,
  endsOn: null,
  usesMax: null,
  ratePlanKeys: null,
  intervalUnit: null,
  isForNewCustomers: false,
  currencies: null,
  isLongerTrial: false,
};

const use: CodeUse = {
  on: plainDate("2026-11-16"),
  ratePlanKeys: ["desk-team", "sandbox"],
  intervalUnit: "month",
  currency: "EUR",
  hasTrial: false,
  sharesAmounts: true,
  isKnownCustomer: false,
  uses: 99,
};

describe("judgeCode", () => {
  it.each<[string, Partial<CodeTerms>, Partial<CodeUse>]>([
    ["asks for nothing", {}, { isKnownCustomer: true }],
    ["ends that very day", { endsOn: plainDate("2026-11-16") }, {}],
    ["starts that very day", { startsOn: plainDate("2026-11-16") }, {}],
    ["has one use left", { usesMax: 100 }, {}],
    ["is for a plan of the order", { ratePlanKeys: ["flow-starter", "desk-team"] }, {}],
    ["is for new customers", { isForNewCustomers: true, intervalUnit: "month" }, {}],
    ["is an amount in its currency", { currencies: ["EUR", "GBP"] }, {}],
    ["lengthens the trial it has", { isLongerTrial: true }, { hasTrial: true, sharesAmounts: false }],
  ])("takes one that %s", (_, terms, of) => {
    expect(judgeCode({ ...open, ...terms }, { ...use, ...of })).toBeNull();
  });

  it.each<[string, Partial<CodeTerms>, Partial<CodeUse>]>([
    ["ended", { endsOn: plainDate("2026-11-15") }, {}],
    ["not_started", { startsOn: plainDate("2026-11-17") }, {}],
    ["used_up", { usesMax: 99 }, {}],
    ["not_for_plan", { ratePlanKeys: ["flow-starter"] }, {}],
    ["not_for_interval", { intervalUnit: "month" }, { intervalUnit: "year" }],
    ["new_customers_only", { isForNewCustomers: true }, { isKnownCustomer: true }],
    ["not_in_currency", { currencies: ["GBP", "USD"] }, {}],
    ["not_typed", { currencies: ["EUR"] }, { sharesAmounts: false }],
    ["no_trial", { isLongerTrial: true }, {}],
    ["ended", { endsOn: plainDate("2026-08-31"), usesMax: 1, ratePlanKeys: ["flow-starter"] }, {}],
  ])("refuses as %s", (refusal, terms, of) => {
    expect(judgeCode({ ...open, ...terms }, { ...use, ...of })).toBe(refusal);
  });
});

it("takes narrow codes off before wide ones, otherwise as they were given", () => {
  const codes = [
    { key: "ALL1", ratePlanKeys: null },
    { key: "DESK", ratePlanKeys: ["desk-team"] },
    { key: "ALL2", ratePlanKeys: null },
    { key: "FLOW", ratePlanKeys: ["flow-starter"] },
  ];
  expect(narrowFirst(codes).map(({ key }) => key)).toEqual(["DESK", "FLOW", "ALL1", "ALL2"]);
});

it("reads a code as people type it", () => {
  expect(readCode(" welcome20 ")).toBe("WELCOME20");
});
