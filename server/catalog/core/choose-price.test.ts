import { describe, expect, it } from "vitest";
import { choosePrice, pricedFor } from "./choose-price";
import { areAmbiguous, type PriceScope, writeScope } from "./price-scope";
import { everyOne, type Price, type RatePlan } from "./rate-plan";
import { countriesOfRegion, isCountry } from "./region";

const nordics = ["DK", "FI", "SE"];

const scope = (
  segment: string | null,
  region: string | null = null,
  countries: readonly string[] = [],
): PriceScope => ({
  ...{ region, segment },
  countries: region !== null && countries.length === 0 ? [region] : countries,
});

const price = (figure: string, onlyFor?: PriceScope, currency = "EUR"): Price => ({
  ...{ currency, interval: everyOne("month"), terms: { model: "per_unit", price: figure } },
  ...(onlyFor ? { onlyFor } : {}),
});

/** From the general one to the most special, so that the order in which they are kept decides nothing. */
const all = [
  price("20"),
  price("18", scope(null, "nordics", nordics)),
  price("17", scope(null, "FI")),
  price("15", scope("nonprofit")),
  price("14", scope("nonprofit", "nordics", nordics)),
  price("13", scope("nonprofit", "FI")),
];

const chosen = (prices: readonly Price[], country: string, segment: string | null) =>
  choosePrice(prices, { country, segment })?.terms.price;

describe("choosePrice", () => {
  it.each([
    ["DE", null, "20"],
    ["DE", "startup", "20"],
    ["SE", null, "18"],
    ["FI", "startup", "17"],
    ["DE", "nonprofit", "15"],
    ["SE", "nonprofit", "14"],
    ["FI", "nonprofit", "13"],
  ])("in %s, segment %s: %s", (country, segment, figure) => {
    expect(chosen(all, country, segment)).toBe(figure);
    expect(chosen(all.toReversed(), country, segment)).toBe(figure);
  });

  it("puts a segment before a region where no price names both, and falls back to the general price", () => {
    const [general, group, country, segment] = all;
    const single = [general, group, country, segment].flatMap((one) => one ?? []);
    expect(chosen(single, "FI", "nonprofit")).toBe("15");
    expect(chosen(all.slice(1), "DE", null)).toBeUndefined();
  });

  it("leaves a plan with one price for each currency and interval", () => {
    const plan = { charges: [{ prices: [...all, price("16", undefined, "GBP")] }] } as unknown as RatePlan;
    const figures = (country: string) =>
      pricedFor(plan, { country, segment: null }).charges.flatMap(({ prices }) =>
        prices.map(({ currency, terms }) => `${currency} ${terms.price}`),
      );
    expect(figures("SE")).toEqual(["EUR 18", "GBP 16"]);
    expect(figures("DE")).toEqual(["EUR 20", "GBP 16"]);
  });
});

it.each([
  [scope(null, "nordics", nordics), scope(null, "baltics", ["EE", "FI"]), true],
  [scope(null, "nordics", nordics), scope(null, "baltics", ["EE", "LV"]), false],
  [scope("startup", "nordics", nordics), scope("nonprofit", "baltics", ["FI"]), false],
  [scope(null, "nordics", nordics), scope(null, "FI"), false],
  [scope("nonprofit"), scope("nonprofit", "FI"), false],
  [scope("nonprofit"), scope("startup"), false],
  [scope("nonprofit"), scope("nonprofit"), true],
])("%o and %o leave it open: %s", (a, b, isOpen) => {
  expect([areAmbiguous(a, b), areAmbiguous(b, a)]).toEqual([isOpen, isOpen]);
});

it.each([
  ["FI", ["FI"]],
  ["nordics", nordics],
  ["northern", null],
  ["XX", null],
  ["EU", null],
  ["fi", null],
])("reads the region %s as %o", (region, countries) => {
  expect(countriesOfRegion(region, new Map([["nordics", nordics]]))).toEqual(countries);
});

it("knows a country by its own code alone", () => {
  expect(["GB", "US", "XK"].map(isCountry)).toEqual([true, true, true]);
  expect(["UK", "SU", "ZZ", "UN", "XA", "GBR", ""].map(isCountry)).toEqual(Array.from({ length: 7 }, () => false));
});

it("says whom a price is for", () => {
  expect(writeScope(scope("nonprofit", "FI"))).toBe("region FI, segment nonprofit");
  expect(writeScope(scope("nonprofit"))).toBe("segment nonprofit");
});
