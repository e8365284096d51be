import { describe, expect, it } from "vitest";
import type { ChargeId, RatePlanId } from "@/server/kernel";
import { compareVersions } from "./compare-versions";
import { type Charge, everyOne, type Price, type RatePlan } from "./rate-plan";
import { stateOfVersion } from "./rate-plan-state";

const seats: Charge = {
  id: "chg_1" as ChargeId,
  key: "seats",
  name: "Desk Team",
  kind: "recurring",
  timing: "in_advance",
  followsQuantity: true,
  meter: null,
  included: "0",
  prices: [
    { currency: "EUR", interval: everyOne("month"), terms: { model: "per_unit", price: "27" } },
    { currency: "USD", interval: everyOne("month"), terms: { model: "per_unit", price: "29" } },
  ],
};

const team: RatePlan = {
  id: "rpl_1" as RatePlanId,
  key: "desk-team",
  version: 1,
  name: "Team",
  productKey: "desk",
  productName: "Desk",
  productFamily: "desk",
  taxCode: "saas_business",
  isOnSale: false,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 500,
  sellsParts: false,
  trialDays: 0,
  terms: null,
  charges: [seats],
  features: { seats: { kind: "quantity", limit: "per_seat" }, phone_notes: { kind: "boolean", on: true } },
};

const minutes: Charge = {
  ...seats,
  id: "chg_2" as ChargeId,
  key: "minutes",
  name: "Call minutes",
  kind: "usage",
  timing: "in_arrears",
  followsQuantity: false,
  meter: { key: "call_minutes", aggregation: "sum" },
  prices: [{ currency: "EUR", interval: everyOne("month"), terms: { model: "per_unit", price: "0.05" } }],
};

describe("comparing two versions", () => {
  it("finds nothing where only the version, its ids and the order of a price's fields differ", () => {
    const [euro, dollar] = seats.prices;
    const reordered = {
      ...seats,
      id: "chg_9" as ChargeId,
      prices: [{ ...euro, terms: { price: "27", model: "per_unit" } }, dollar],
    };
    const second = { ...team, id: "rpl_2" as RatePlanId, version: 2, isOnSale: true, charges: [reordered as Charge] };
    expect(compareVersions(team, second)).toEqual([]);
  });

  it("names each price that is another one, is new, or is gone", () => {
    const prices = [
      { currency: "EUR", interval: everyOne("month"), terms: { model: "per_unit", price: "33" } },
      { currency: "JPY", interval: everyOne("month"), terms: { model: "per_unit", price: "5200" } },
    ];
    const found = compareVersions(team, { ...team, charges: [{ ...seats, prices }] });
    expect(found.map((one) => one.of === "price" && [one.currency, one.before?.price, one.after?.price])).toEqual([
      ["EUR", "27", "33"],
      ["JPY", undefined, "5200"],
      ["USD", "29", undefined],
    ]);
  });

  it("compares the prices of one channel with each other, and with none of another", () => {
    const through = (channel: "online" | "sales", figure: string): Price => ({
      ...{ currency: "EUR", interval: everyOne("month"), terms: { model: "per_unit", price: figure } },
      onlyFor: { region: null, countries: [], segment: null, channel },
    });
    const withPrices = (...own: Price[]) => ({ ...team, charges: [{ ...seats, prices: [...seats.prices, ...own] }] });
    const before = withPrices(through("online", "25"), through("sales", "24"));
    const found = compareVersions(before, withPrices(through("online", "26")));
    expect(
      found.map((one) => one.of === "price" && [one.onlyFor?.channel, one.before?.price, one.after?.price]),
    ).toEqual([
      ["online", "25", "26"],
      ["sales", "24", undefined],
    ]);
  });

  it("names a charge that is new with its prices, and each field of one that stays", () => {
    const found = compareVersions(team, { ...team, charges: [{ ...seats, timing: "in_arrears" }, minutes] });
    expect(found).toEqual([
      { of: "charge", charge: "Desk Team", field: "timing", before: "in_advance", after: "in_arrears" },
      { of: "charge", charge: "Call minutes", field: "name", before: null, after: "Call minutes" },
      {
        of: "price",
        charge: "Call minutes",
        currency: "EUR",
        interval: everyOne("month"),
        before: null,
        after: { model: "per_unit", price: "0.05" },
      },
    ]);
    const goingOn = { ...minutes, rollover: { periods: 1, units: "500" } };
    expect(compareVersions({ ...team, charges: [minutes] }, { ...team, charges: [goingOn] })).toEqual([
      { of: "charge", charge: "Call minutes", field: "rollover", before: null, after: "periods 1, units 500" },
    ]);
    const other = { ...minutes, meter: { key: "call_minutes", aggregation: "max" } as const };
    expect(compareVersions({ ...team, charges: [minutes] }, { ...team, charges: [other] })).toEqual([
      {
        of: "charge",
        charge: "Call minutes",
        field: "meter",
        before: "call_minutes (sum)",
        after: "call_minutes (max)",
      },
    ]);
  });

  it("names what the plan takes and gives", () => {
    const features = { seats: { kind: "quantity", limit: 20 } } as const;
    expect(compareVersions(team, { ...team, quantityMax: 50, terms: 12, features })).toEqual([
      { of: "plan", field: "quantityMax", before: "500", after: "50" },
      { of: "plan", field: "terms", before: null, after: "12" },
      { of: "feature", feature: "seats", before: team.features.seats, after: features.seats },
      { of: "feature", feature: "phone_notes", before: { kind: "boolean", on: true }, after: null },
    ]);
  });
});

describe("the state of a version", () => {
  it.each([
    ["draft", "draft", true],
    ["on_sale", "published", true],
    ["off_sale", "published", false],
    ["retired", "retired", true],
  ] as const)("is %s where its row says %s and it is on sale: %s", (state, status, isOnSale) => {
    expect(stateOfVersion({ status, isOnSale })).toBe(state);
  });
});
