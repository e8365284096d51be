import { describe, expect, it } from "vitest";
import { estimateHref, readEstimateChoice, readUsed } from "./estimate-params";

describe("readUsed", () => {
  it.each([
    ["47350", 47_350n],
    ["47,350", 47_350n],
    ["47.350", 47_350n],
    ["47 350", 47_350n],
    ["1.234.567", 1_234_567n],
    ["47k", 47_000n],
    ["47.35K", 47_350n],
    ["0", 0n],
    ["", 0n],
  ])("reads %j", (text, count) => {
    expect(readUsed(text)).toEqual({ kind: "number", count });
  });

  it.each(["many", "-5", "4,73", "1.5", "47kk", "1e6", "1,2345", "9".repeat(16)])("cannot read %j", (text) => {
    expect(readUsed(text)).toEqual({ kind: "unreadable" });
  });
});

describe("estimateHref", () => {
  it("leads back to the same estimate", () => {
    const choice = readEstimateChoice({ seats: "3", term: "year", country: "US", buyer: "business", used: "47k" });
    const address = new URL(estimateHref("flow", choice, "47k"), "http://store");
    expect(address.pathname).toBe("/products/flow");
    expect(readEstimateChoice(Object.fromEntries(address.searchParams))).toEqual(choice);
  });
});
