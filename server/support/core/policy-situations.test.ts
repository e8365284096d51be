import { describe, expect, it } from "vitest";
import {
  type Conventions,
  choicesOf,
  type PolicyChoices,
  standardCollectionPolicy,
  standardDocumentPolicy,
  standardSubscriptionPolicy,
  withChoices,
} from "@/server/subscriptions/core";
import { workOutSituations } from "./policy-situations";

const standard: Conventions = {
  service: standardSubscriptionPolicy,
  documents: standardDocumentPolicy,
  collection: standardCollectionPolicy,
};
const seller = { currency: "EUR", zone: "Europe/Dublin", year: 2027 };

const tell = (chosen: Partial<PolicyChoices> = {}): string[] =>
  workOutSituations(withChoices(standard, { ...choicesOf(standard), ...chosen }), seller).map(
    ({ situation, minor, next }) => [situation, minor, ...(next ? [next.on, next.minor] : [])].join(" "),
  );

describe("plans at 9.00 and 29.00 a month, begun on 1 March, and what happens on the 11th", () => {
  it("by the policy that everything is sold by at first", () => {
    expect(tell()).toEqual([
      "signed 2900 2027-04-11 2900",
      // 21 of 31 days: 6.10 of 9.00 back, 19.65 of 29.00.
      "upgrade 1355 2027-04-01 2900",
      "downgrade 0 2027-04-01 900",
      // 290.00 a year from the day on, 19.65 back.
      "yearly 27035 2028-03-11 29000",
      "cancel -1965",
      "pause -1965",
      // 21 % of 30.06 is 6.31, 10 % of 10.04 is 1.00.
      "tax 731",
    ]);
  });

  const standing = tell();
  const differing: readonly (readonly [Partial<PolicyChoices>, readonly string[]])[] = [
    // The first 21 of 31 days, and then calendar months.
    [{ alignment: "calendar" }, ["signed 1965 2027-04-01 2900"]],
    [
      // 20 of 30 days.
      { proration: "fixed_month" },
      ["upgrade 1333 2027-04-01 2900", "yearly 27067 2028-03-11 29000", "cancel -1933", "pause -1933"],
    ],
    [
      // 20 of 30 days: the 31st is the thirtieth.
      { proration: "strict_30_360" },
      ["upgrade 1333 2027-04-01 2900", "yearly 27067 2028-03-11 29000", "cancel -1933", "pause -1933"],
    ],
    [
      // 21 days, a month having 30.
      { proration: "actual_360" },
      ["upgrade 1400 2027-04-01 2900", "yearly 26970 2028-03-11 29000", "cancel -2030", "pause -2030"],
    ],
    [
      // 503 of 743 hours: Dublin's clocks go forward on the 28th.
      { proration: "second" },
      ["upgrade 1354 2027-04-01 2900", "yearly 27037 2028-03-11 29000", "cancel -1963", "pause -1963"],
    ],
    [{ parts: "none" }, ["upgrade 0 2027-04-01 2900", "yearly 29000 2028-03-11 29000", "cancel 0", "pause 0"]],
    [{ parts: "full" }, ["upgrade 2290 2027-04-01 2900"]],
    [{ parts: "credit_only" }, ["upgrade -610 2027-04-01 2900"]],
    [{ credits: "none" }, ["upgrade 1965 2027-04-01 2900", "yearly 29000 2028-03-11 29000", "cancel 0", "pause 0"]],
    // 20 of 31 days back: the 11th is still charged.
    [{ changeDay: "old" }, ["cancel -1871"]],
    [{ upgrades: "period_end" }, ["upgrade 0 2027-04-01 2900"]],
    [{ downgrades: "now" }, ["downgrade -1355 2027-04-01 900"]],
    // 356 of 366 days of 290.00, less 19.65.
    [{ intervalChange: "keep_anchor" }, ["yearly 26243 2028-03-01 29000"]],
    [{ pause: "no_credit" }, ["pause 0"]],
    // Three times 2.10, and 1.00.
    [{ taxLevel: "line" }, ["tax 730"]],
    // 7.3166, rounded once.
    [{ taxLevel: "whole_document" }, ["tax 732"]],
  ];

  it.each(differing)("with %j in its place", (chosen, expected) => {
    expect(tell(chosen).filter((told) => !standing.includes(told))).toEqual(expected);
  });
});
