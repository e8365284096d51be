import { describe, expect, it } from "vitest";
import { chooseCountry } from "./choose-country";
import { chooseSeller, euCountries, markets } from "./markets";

describe("chooseSeller", () => {
  it.each([
    ["DE", null, "ireland", "EUR"],
    ["DE", "GBP", "ireland", "GBP"],
    ["GB", null, "ireland", "GBP"],
    ["GB", "EUR", "ireland", "EUR"],
    ["US", null, "inc", "USD"],
    ["JP", null, "inc", "JPY"],
  ])("sells to %s asking for %s through %s in %s", (country, asked, seller, currency) => {
    const choice = chooseSeller(country, asked);
    expect(choice.ok && [choice.market.sellerKey, choice.currency]).toEqual([seller, currency]);
  });

  it.each([
    ["DE", "USD"],
    ["US", "EUR"],
    ["US", "JPY"],
    ["JP", "USD"],
    ["GB", "CHF"],
    ["DE", "SEK"],
  ])("does not sell to %s in %s", (country, currency) => {
    expect(chooseSeller(country, currency)).toMatchObject({ ok: false, refusal: "currency_not_sold" });
  });

  it("serves no country beyond the EU, Britain, Japan and the United States", () => {
    expect(chooseSeller("CH", null)).toMatchObject({ ok: false, refusal: "country_not_served" });
    expect(euCountries).toHaveLength(27);
    expect(markets).toHaveLength(30);
  });
});

describe("chooseCountry", () => {
  it.each([
    [{ fromUrl: "de", fromCookie: "FR", acceptLanguage: "en-GB" }, "DE"],
    [{ fromUrl: "XX", fromCookie: "FR", acceptLanguage: "en-GB" }, "FR"],
    [{ acceptLanguage: "fr-CH, de-DE;q=0.9, en;q=0.8" }, "DE"],
    [{ acceptLanguage: "en" }, "IE"],
    [{}, "IE"],
  ])("reads %o as %s", (hints, country) => {
    expect(chooseCountry(hints)).toBe(country);
  });
});
