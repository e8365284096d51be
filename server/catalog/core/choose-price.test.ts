import { describe, expect, it } from "vitest";
import { choosePrice, pricedFor } from "./choose-price";
import { areAmbiguous, isSalesChannel, type PriceCustomer, type PriceScope, writeScope } from "./price-scope";
import { everyOne, type Price, type RatePlan } from "./rate-plan";
import { countriesOfRegion, isCountry } from "./region";

const nordics = ["DK", "FI", "SE"];

const scope = ({ region = null, ...named }: Partial<PriceScope>): PriceScope => ({
  ...{ region, segment: null, channel: null, ...named },
  countries: named.countries ?? (region === null ? [] : [region]),
});

const ofNordics = { region: "nordics", countries: nordics };
const ofFinland = { region: "FI" };
const nonprofit = { segment: "nonprofit" };
const online = { channel: "online" } as const;

const price = (figure: string, onlyFor?: Partial<PriceScope>, currency = "EUR"): Price => ({
  ...{ currency, interval: everyOne("month"), terms: { model: "per_unit", price: figure } },
  ...(onlyFor ? { onlyFor: scope(onlyFor) } : {}),
});

/** From the general one to the most special, so that the order in which they are kept decides nothing. */
const all = [
  price("20"),
  price("19", ofNordics),
  price("18", ofFinland),
  price("17", online),
  price("16", nonprofit),
  price("15", { ...online, ...ofNordics }),
  price("14", { ...online, ...ofFinland }),
  price("13", { ...nonprofit, ...ofNordics }),
  price("12", { ...nonprofit, ...ofFinland }),
  price("11", { ...nonprofit, ...online }),
  price("10", { ...nonprofit, ...online, ...ofNordics }),
  price("9", { ...nonprofit, ...online, ...ofFinland }),
];

const chosen = (prices: readonly Price[], customer: PriceCustomer) => choosePrice(prices, customer)?.terms.price;

const everything = { country: "FI", segment: "nonprofit", channel: "online" } as const;

describe("choosePrice", () => {
  it.each([
    ["DE", null, null, "20"],
    ["DE", null, "sales", "20"],
    ["DE", null, "online", "17"],
    ["DE", "startup", null, "20"],
    ["DE", "startup", "online", "17"],
    ["DE", "nonprofit", null, "16"],
    ["DE", "nonprofit", "sales", "16"],
    ["DE", "nonprofit", "online", "11"],
    ["SE", null, null, "19"],
    ["SE", null, "sales", "19"],
    ["SE", null, "online", "15"],
    ["SE", "nonprofit", null, "13"],
    ["SE", "nonprofit", "sales", "13"],
    ["SE", "nonprofit", "online", "10"],
    ["FI", null, null, "18"],
    ["FI", "startup", "sales", "18"],
    ["FI", null, "online", "14"],
    ["FI", "nonprofit", null, "12"],
    ["FI", "nonprofit", "sales", "12"],
    ["FI", "nonprofit", "online", "9"],
  ] as const)("in %s, segment %s, channel %s: %s", (country, segment, channel, figure) => {
    expect(chosen(all, { country, segment, channel })).toBe(figure);
    expect(chosen(all.toReversed(), { country, segment, channel })).toBe(figure);
  });

  it("goes down one order for whom all of them are for, each time the first of them is not there", () => {
    const order = all.map((_, gone) => chosen(all.slice(0, all.length - gone), everything));
    expect(order).toEqual(["9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"]);
    expect(chosen(all.slice(1), { country: "DE", segment: null, channel: null })).toBeUndefined();
  });

  it("keeps the prices of a channel from those who come through the other one, or through none", () => {
    const two = [price("20"), price("18", online), price("17", { channel: "sales" })];
    const of = (channel: PriceCustomer["channel"]) => chosen(two, { country: "DE", segment: null, channel });
    expect([of("online"), of("sales"), of(null)]).toEqual(["18", "17", "20"]);
  });

  it("leaves a plan with one price for each currency and interval", () => {
    const plan = { charges: [{ prices: [...all, price("16", undefined, "GBP")] }] } as unknown as RatePlan;
    const figures = (country: string) =>
      pricedFor(plan, { country, segment: null, channel: null }).charges.flatMap(({ prices }) =>
        prices.map(({ currency, terms }) => `${currency} ${terms.price}`),
      );
    expect(figures("SE")).toEqual(["EUR 19", "GBP 16"]);
    expect(figures("DE")).toEqual(["EUR 20", "GBP 16"]);
  });
});

const baltics = (...countries: string[]) => ({ region: "baltics", countries });

it.each([
  [ofNordics, baltics("EE", "FI"), true],
  [ofNordics, baltics("EE", "LV"), false],
  [{ segment: "startup", ...ofNordics }, { ...nonprofit, ...baltics("FI") }, false],
  [{ ...online, ...ofNordics }, { ...online, ...baltics("FI") }, true],
  [{ ...online, ...ofNordics }, { channel: "sales", ...baltics("FI") } as const, false],
  [{ ...online, ...nonprofit, ...ofNordics }, { ...online, ...nonprofit, ...baltics("FI") }, true],
  [{ ...online, ...ofNordics }, { ...nonprofit, ...baltics("FI") }, false],
  [ofNordics, ofFinland, false],
  [nonprofit, { ...nonprofit, ...ofFinland }, false],
  [nonprofit, { segment: "startup" }, false],
  [nonprofit, nonprofit, true],
  [online, { channel: "sales" } as const, false],
  [online, nonprofit, false],
  [online, online, true],
])("%o and %o leave it open: %s", (one, other, isOpen) => {
  const [a, b] = [scope(one), scope(other)];
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
  expect(writeScope(scope({ ...nonprofit, ...ofFinland, ...online }))).toBe(
    "region FI, segment nonprofit, online orders",
  );
  expect(writeScope(scope(nonprofit))).toBe("segment nonprofit");
  expect(writeScope(scope({ channel: "sales" }))).toBe("orders through sales");
});

it.each([
  ["online", true],
  ["sales", true],
  ["Online", false],
  ["partner", false],
  ["", false],
])("knows the channel %o: %s", (text, isKnown) => {
  expect(isSalesChannel(text)).toBe(isKnown);
});
