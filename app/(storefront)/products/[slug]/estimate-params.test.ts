import { describe, expect, it } from "vitest";
import { estimateHref, readEstimateChoice } from "./estimate-params";

describe("estimateHref", () => {
  it("leads back to the same estimate", () => {
    const choice = readEstimateChoice({ seats: "3", term: "year", country: "US", buyer: "business", used: "47k" });
    const address = new URL(estimateHref("flow", choice, "47k"), "http://store");
    expect(address.pathname).toBe("/products/flow");
    expect(readEstimateChoice(Object.fromEntries(address.searchParams))).toEqual(choice);
  });
});
