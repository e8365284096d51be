import { describe, expect, it } from "vitest";
import { parseRational, plainDate } from "@/server/kernel";
import { decideTreatment, type TaxedSale, type TaxRegistrations } from "./decide-treatment";
import { euStandardRates, standardRateOn } from "./vat-rates";

const rate = (place: string, percent: string, from: string | null = null, category = "standard") => ({
  place,
  percent: parseRational(percent),
  category,
  from: from === null ? null : plainDate(from),
});

const registrations: TaxRegistrations = {
  rates: [
    rate("DE", "19"),
    rate("DE", "16", "2020-07-01"),
    rate("DE", "19", "2021-01-01"),
    rate("FR", "5.5", null, "reduced"),
    rate("US", "5"),
    rate("US-CA", "7.25"),
    rate("GB", "20"),
  ],
  nexus: ["US-WA", "GB"],
  registeredOutsideEu: ["GB"],
  isBelowDistanceThreshold: false,
};

type Buyer = Partial<TaxedSale["buyer"]> & { readonly place: string };

const sale = (
  sellerPlace: string,
  buyer: Buyer,
  on: string | null = "2020-12-31",
  category = "standard",
): TaxedSale => ({
  sellerPlace,
  buyer: { type: "consumer", taxIdStatus: "none", isExempt: false, isReseller: false, ...buyer },
  category,
  day: on === null ? null : plainDate(on),
});

const decided = (given: TaxedSale, with_: Partial<TaxRegistrations> = {}) => {
  const { treatment, place, percent, isFinal } = decideTreatment(given, { ...registrations, ...with_ });
  return [treatment, place, `${percent.n}/${percent.d}`, isFinal];
};

describe("decideTreatment", () => {
  it.each([
    ["the last day of a reduced rate", sale("FR", { place: "DE" }), ["charged", "DE", "16/1", true]],
    ["the day a rate returns", sale("FR", { place: "DE" }, "2021-01-01"), ["charged", "DE", "19/1", true]],
    ["no day at all", sale("FR", { place: "DE" }, null), ["charged", "DE", "19/1", true]],
    [
      "a category without a rate",
      sale("FR", { place: "DE" }, "2020-12-31", "reduced"),
      ["not_registered", "DE", "0/1", true],
    ],
    [
      "an exemption before all else",
      sale("DE", { place: "DE", isExempt: true, isReseller: true }),
      ["exempt", "DE", "0/1", true],
    ],
    ["a resale at home", sale("DE", { place: "DE", isReseller: true }), ["resale", "DE", "0/1", true]],
    [
      "a valid id at home",
      sale("DE", { place: "DE", type: "business", taxIdStatus: "valid" }),
      ["charged", "DE", "16/1", true],
    ],
    [
      "a valid id abroad",
      sale("FR", { place: "DE", type: "business", taxIdStatus: "valid" }),
      ["reverse_charge", "DE", "0/1", true],
    ],
    [
      "an id still to be checked",
      sale("FR", { place: "DE", type: "business", taxIdStatus: "pending" }),
      ["pending", "DE", "0/1", false],
    ],
    ["a consumer with a valid id", sale("FR", { place: "DE", taxIdStatus: "valid" }), ["charged", "DE", "16/1", true]],
    ["the seller's own state", sale("US-CA", { place: "US-CA" }), ["charged", "US-CA", "29/4", true]],
    [
      "a state of nexus by the rate of its country",
      sale("US-CA", { place: "US-WA" }),
      ["charged", "US-WA", "5/1", true],
    ],
    ["a state without nexus", sale("US-CA", { place: "US-NY" }), ["not_registered", "US-NY", "0/1", true]],
    ["nexus abroad", sale("US-CA", { place: "GB" }), ["charged", "GB", "20/1", true]],
    ["an export to the EU", sale("US-CA", { place: "DE" }), ["export", "DE", "0/1", true]],
    ["a registration of an EU seller outside", sale("DE", { place: "GB" }), ["charged", "GB", "20/1", true]],
    ["an export from the EU", sale("DE", { place: "US-WA" }), ["export", "US-WA", "0/1", true]],
  ] as const)("decides %s", (_title, given, expected) => {
    expect(decided(given)).toEqual(expected);
  });

  it("charges where the seller is while it is below the threshold, businesses without an id too", () => {
    const buyer = { place: "FR", type: "business", taxIdStatus: "invalid" } as const;
    expect(decided(sale("DE", buyer), { isBelowDistanceThreshold: true })).toEqual(["charged", "DE", "16/1", true]);
  });

  it("makes an EU seller's sale to Britain an export unless it is registered there", () => {
    expect(decided(sale("DE", { place: "GB" }), { registeredOutsideEu: [] })).toEqual(["export", "GB", "0/1", true]);
  });
});

describe("euStandardRates", () => {
  it.each([
    ["DE", "2006-12-31", "16"],
    ["DE", "2020-06-30", "19"],
    ["DE", "2020-07-01", "16"],
    ["IE", "2020-09-01", "21"],
    ["IE", "2009-01-01", "21.5"],
    ["LU", "2023-06-01", "16"],
    ["NL", "2000-12-31", "17.5"],
    ["PT", "2010-06-30", "20"],
  ])("of %s on %s is %s %%", (country, on, percent) => {
    expect(standardRateOn(country, plainDate(on))?.text).toBe(percent);
  });

  it("covers the 27 states on the first day of 2000, and no other country", () => {
    const held = euStandardRates.filter(({ from }) => from !== null && from <= "2000-01-01").map(({ place }) => place);
    expect([new Set(held).size, new Set(euStandardRates.map(({ place }) => place)).size]).toEqual([27, 27]);
  });
});
