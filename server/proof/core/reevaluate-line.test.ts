import { describe, expect, it } from "vitest";
import { reevaluateLine } from "./reevaluate-line";

const rounding = "half_away_from_zero";

describe("reevaluateLine", () => {
  it.each([
    [{ model: "per_unit", quantity: "8", price: "33", rounding }, 26_400n],
    [{ model: "flat", price: "110", rounding }, 11_000n],
    [{ model: "per_unit", quantity: "8", price: "65", days: "15", of_days: "30", rounding }, 26_000n],
    [{ model: "per_unit", quantity: "1", price: "29", days: "20", of_days: "30", rounding }, 1933n],
    [{ model: "per_unit", price: "29", rounding }, null],
    [{ model: "per_unit", quantity: "1", price: "a lot", rounding }, null],
    [{ model: "per_unit", quantity: "1", price: "29", rounding: "as it pleases" }, null],
  ])("gives %o as %s", (derivation, minor) => {
    expect(reevaluateLine({ currency: "EUR", derivation })).toBe(minor);
  });
});
