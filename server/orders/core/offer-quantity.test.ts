import { describe, expect, it } from "vitest";
import { addOnQuantity, packagesOf, quantityOffered, unitOf } from "./offer-quantity";
import { charge, perUnit, ratePlan } from "./orders-test-harness";
import { usageTermsOf } from "./usage-terms";

const tier = (upTo: string | null, fee: string) => ({ up_to: upTo, unit_price: "0", flat_fee: fee, cap: null });
const seats = ratePlan("seats", [charge("fee", perUnit("9"))], { quantityMin: 2, quantityMax: 50 });
const flat = ratePlan("flat", [charge("fee", { model: "flat", price: "90" })]);
const stairs = ratePlan("stairs", [
  charge(
    "fee",
    { model: "stairstep", block: null, tiers: [tier("10", "10"), tier("20", "18"), tier(null, "30")] },
    {
      followsQuantity: true,
    },
  ),
]);
const packages = ratePlan("packages", [
  charge("fee", { model: "package", price: "8", size: "20", free: "0" }, { followsQuantity: true }),
]);

describe("how many of a plan are offered", () => {
  it.each([
    [seats, 1, 2],
    [seats, 2, 2],
    [seats, 50, 50],
    [seats, 51, 50],
    [flat, 7, 1],
    [stairs, 1, 10],
    [stairs, 10, 10],
    [stairs, 11, 20],
    [stairs, 21, 50],
  ] as const)("%o to whoever asks for %i: %i", (plan, asked, offered) => {
    expect(quantityOffered(plan, asked)).toBe(offered);
  });

  it("goes with the seats where each is paid for, and else by what is asked for", () => {
    expect([addOnQuantity(seats, 7, 3), addOnQuantity(packages, 7, 40), addOnQuantity(packages, 7, undefined)]).toEqual(
      [7, 40, 1],
    );
  });

  it("is chosen in whole packages", () => {
    expect([packagesOf(packages), packagesOf(seats)]).toEqual([[20, 40], []]);
  });

  it("counts what the plan gives", () => {
    const giving = (feature: string) =>
      unitOf(
        ratePlan("giving", [], {
          features: { help: { kind: "boolean", on: true }, [feature]: { kind: "quantity", limit: 1 } },
        }),
      );
    expect(["seats", "sign_seats", "insights_viewers", "storage"].map(giving)).toEqual([
      "seat",
      "seat",
      "viewer",
      null,
    ]);
  });
});

describe("what is billed after it was used", () => {
  const meter = { key: "calls", aggregation: "sum" as const };
  const usage = (terms: Parameters<typeof charge>[1]) =>
    ratePlan("metered", [
      charge("fee", perUnit("9")),
      charge("calls", terms, { kind: "usage", timing: "in_arrears", followsQuantity: false, meter }),
    ]);

  it("is told range by range, in the currency and for the interval", () => {
    const tiers = [
      { up_to: "1000", unit_price: "0", flat_fee: "0", cap: null },
      { up_to: null, unit_price: "0.01", flat_fee: "0", cap: null },
    ];
    expect(usageTermsOf(usage({ model: "graduated", block: null, tiers }), "EUR", "month")).toEqual([
      {
        chargeId: "chg_calls",
        meterKey: "calls",
        name: "calls",
        ranges: [
          { from: "1", upTo: "1000", unitPrice: "0" },
          { from: "1001", upTo: null, unitPrice: "0.01" },
        ],
      },
    ]);
    expect(usageTermsOf(usage(perUnit("0.02")), "EUR", "year")).toMatchObject([
      { ranges: [{ from: "1", upTo: null, unitPrice: "0.02" }] },
    ]);
    expect(usageTermsOf(usage({ model: "flat", price: "5" }), "EUR", "month")).toMatchObject([{ ranges: [] }]);
    expect(usageTermsOf(usage(perUnit("0.02")), "USD", "month")).toEqual([]);
  });
});
