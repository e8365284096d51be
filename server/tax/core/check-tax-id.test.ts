import { describe, expect, it } from "vitest";
import { checkTaxId } from "./check-tax-id";

describe("checkTaxId", () => {
  it.each([
    ["DE136695976", "DE", "DE136695976"],
    ["136695976", "DE", "DE136695976"],
    ["de 136 695 976", "DE", "DE136695976"],
    ["ATU13585627", "AT", "ATU13585627"],
    ["NL004495445B01", "NL", "NL004495445B01"],
    ["FR40303265045", "FR", "FR40303265045"],
    ["EL094259216", "GR", "EL094259216"],
  ])("takes %s of %s as %s, to be checked with the register", (text, country, taxId) => {
    expect(checkTaxId(text, country)).toEqual({ status: "pending", taxId, country });
  });

  it.each([
    ["DE12345", "DE", "malformed", "DE123456789"],
    ["DE136695977", "DE", "malformed", "DE123456789"],
    ["NL004495445B01", "DE", "other_country", "DE123456789"],
    ["🙂", "FR", "malformed", "FRXX123456789"],
  ])("refuses %s of %s as %s and tells the form %s", (text, country, reason, expectedForm) => {
    expect(checkTaxId(text, country)).toEqual({ status: "invalid", reason, expectedForm });
  });

  it("takes an empty text as no id", () => {
    expect(checkTaxId("  ", "DE")).toEqual({ status: "none" });
  });
});
