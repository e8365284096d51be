import { describe, expect, it } from "vitest";
import { formatRational } from "@/server/kernel";
import { rateCharge } from "./rate-charge";

describe("rateCharge", () => {
  it.each([
    ["per_unit", "8", "33", "264"],
    ["per_unit", "10", "7.50", "75"],
    ["per_unit", "0", "33", "0"],
    ["per_unit", "3", "0.0120", "0.036"],
    ["flat", "8", "110", "110"],
  ] as const)("rates a %s charge of %s at %s as %s", (model, quantity, unitPrice, amount) => {
    expect(formatRational(rateCharge({ model, quantity, unitPrice }).amount)).toBe(amount);
  });

  it("explains itself with the numbers it used", () => {
    expect(rateCharge({ model: "per_unit", quantity: "8", unitPrice: "33.000000000000" }).derivation).toEqual({
      model: "per_unit",
      quantity: "8",
      price: "33",
    });
  });
});
