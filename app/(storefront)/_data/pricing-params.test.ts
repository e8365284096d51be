import { describe, expect, it } from "vitest";
import { pricingHref, readPricingChoice } from "./pricing-params";

describe("readPricingChoice", () => {
  it("chooses nothing to the seller's advantage by itself", () => {
    expect(readPricingChoice({})).toEqual({ seats: 1, term: "month", buyer: "personal", addOns: [] });
  });

  it("reads the whole configuration from the address", () => {
    const choice = readPricingChoice({ seats: "8", term: "year", ccy: "EUR", buyer: "business", country: "DE" });
    expect(choice).toEqual({ seats: 8, term: "year", ccy: "EUR", buyer: "business", country: "DE", addOns: [] });
  });

  it("knows no currency that does not exist", () => {
    expect(readPricingChoice({ ccy: "XXZ" }).ccy).toBeUndefined();
  });

  it.each(["0", "501", "-3", "8.5", "eight", ""])("falls back to one seat for %j", (seats) => {
    expect(readPricingChoice({ seats }).seats).toBe(1);
  });

  it("takes the stepper's step within the limits", () => {
    expect(readPricingChoice({ seats: "8", step: "1" }).seats).toBe(9);
    expect(readPricingChoice({ seats: "1", step: "-1" }).seats).toBe(1);
    expect(readPricingChoice({ seats: "500", step: "1" }).seats).toBe(500);
  });

  it("comes back from its own address unchanged", () => {
    const choice = readPricingChoice({ seats: "12", term: "year", country: "JP", addOns: ["onboarding"] });
    const query = new URL(pricingHref(choice), "http://store").searchParams;
    expect(readPricingChoice({ ...Object.fromEntries(query), addOns: query.getAll("addOns") })).toEqual(choice);
  });
});
