import { describe, expect, it } from "vitest";
import { formatDecimal, formatRational, parseRational, plainDate, type TimePoint, ZERO } from "@/server/kernel";
import { type ChangePolicy, type ChangeToProrate, fairValueOfChange, prorateChange } from "./prorate-change";
import { measureShare, prorationBases } from "./share-of-period";

const day = (text: string): TimePoint => ({ kind: "day", day: plainDate(text) });
const april = { start: day("2027-04-01"), end: day("2027-05-01") };
const side = (amount: string) => ({ list: parseRational(amount), discount: null });

const policy: ChangePolicy = {
  basis: "actual",
  fixedMonthDays: 30,
  rounding: "half_away_from_zero",
  changeDayOwner: "new",
  creditUnit: "day",
  newCharge: "prorated",
  creditBasis: "billed",
  presentation: "two_lines",
  method: "credit_and_charge",
};

const change: ChangeToProrate = {
  currency: "EUR",
  moment: { period: april, at: day("2027-04-11"), newPeriod: null, zone: "Europe/Berlin" },
  items: [{ id: "plan", old: side("9.00"), new: side("29.00") }],
  paid: null,
  earlierCredits: ZERO,
};

const figures = (given: ChangeToProrate, by: Partial<ChangePolicy> = {}) => {
  const { credit, charge, net } = prorateChange(given, { ...policy, ...by });
  return [credit, charge, net].map(formatDecimal);
};

describe("prorating a change", () => {
  it("gives 20 of 30 days of 9.00 back and charges as many of 29.00", () => {
    expect(figures(change)).toEqual(["-6.00", "19.33", "13.33"]);
  });

  it.each([
    ["leaves the day of the change with the old side", { changeDayOwner: "old" }, ["-5.70", "18.37", "12.67"]],
    ["charges the new side whole", { newCharge: "full" }, ["-6.00", "29.00", "23.00"]],
    ["gives nothing back", { creditBasis: "none" }, ["0.00", "19.33", "19.33"]],
    ["gives whole months back only", { creditUnit: "whole_month" }, ["0.00", "19.33", "19.33"]],
  ] as const)("%s", (_title, by, expected) => {
    expect(figures(change, by)).toEqual(expected);
  });

  it("never gives back more than was paid, less what was given back before", () => {
    const paid = { ...change, paid: parseRational("5.00"), earlierCredits: parseRational("1.50") };
    expect(figures(paid)).toEqual(["-3.50", "19.33", "15.83"]);
  });

  it.each([
    // Two thirds of 9.00 less a half, of 9.00, and of the 6.00 that were paid.
    ["billed", "-3.00"],
    ["list", "-6.00"],
    ["paid", "-4.00"],
  ] as const)("gives back what was %s: %s", (creditBasis, credit) => {
    const half = { list: parseRational("9.00"), discount: { kind: "percent" as const, value: parseRational("50") } };
    const paid = creditBasis === "paid" ? parseRational("6.00") : null;
    const discounted = { ...change, items: [{ id: "plan", old: half, new: side("29.00") }], paid };
    expect(figures(discounted, { creditBasis })[0]).toBe(credit);
  });

  it("gives back nothing of what was never paid, by the basis of what was", () => {
    expect(figures(change, { creditBasis: "paid" })).toEqual(["0.00", "19.33", "19.33"]);
  });

  it("knows the worth of both sides less what was paid", () => {
    const paid = { ...change, paid: parseRational("9.00") };
    // 9.00 × 10/30 + 29.00 × 20/30 − 9.00
    expect(formatDecimal(fairValueOfChange(paid, policy).net)).toBe("13.33");
  });
});

describe("the share of a period", () => {
  it.each([
    ["actual", "2020-02-01", "2020-03-01", "29", "29"],
    ["actual_360", "2020-02-01", "2020-03-01", "29", "30"],
    ["strict_30_360", "2020-02-01", "2020-03-01", "30", "30"],
    ["fixed_month", "2020-02-16", "2020-03-01", "15", "30"],
    // The last Sunday of March has 23 hours in Berlin.
    ["second", "2020-03-29", "2020-03-30", "82800", "2674800"],
  ] as const)("by %s from %s to %s is %s of %s", (basis, start, end, part, whole) => {
    const month = start.slice(0, 7) === "2020-02" ? ["2020-02-01", "2020-03-01"] : ["2020-03-01", "2020-04-01"];
    const period = { start: day(month[0] ?? ""), end: day(month[1] ?? "") };
    const share = measureShare(period, { start: day(start), end: day(end) }, "Europe/Berlin", {
      basis,
      fixedMonthDays: 30,
    });
    expect([share.part, share.whole].map(formatRational)).toEqual([part, whole]);
  });

  it.each(prorationBases)("by %s is nothing outside of the period", (basis) => {
    const used = { start: day("2027-05-01"), end: day("2027-05-09") };
    expect(measureShare(april, used, "UTC", { basis, fixedMonthDays: 30 }).part).toEqual(ZERO);
  });
});
