import { describe, expect, it } from "vitest";
import { taxIdCountries, validateTaxId } from "./validate-tax-id";

describe("validateTaxId", () => {
  it.each([
    ["GB", "339 0727 47", "339072747"],
    ["GB", "GB339072747", "339072747"],
    ["GB", "GBGD001", "GD001"],
    ["GR", "EL 094259216", "094259216"],
    ["BE", "be 0136.695.962", "0136695962"],
    ["CH", "CHE-107.787.577", "107787577"],
    ["CH", "CHE-107.787.577 MWST", "107787577MWST"],
    ["NO", "NO 995 525 828 MVA", "995525828MVA"],
    ["NL", "nl/0024/55799-B11", "002455799B11"],
    ["IE", "6433435OA", "6433435OA"],
    ["FR", "K7399859412", "K7399859412"],
  ])("takes an id of %s written %s as %s", (country, text, normalized) => {
    expect(validateTaxId(country, text)).toEqual({ isValid: true, normalized });
  });

  it.each([
    ["GB", "12345", "12345"],
    ["GB", "GD500", "GD500"],
    ["BE", "431150351", "431150351"],
    ["DE", "DE136695977", "136695977"],
    ["GR", "GR094259216", "GR094259216"],
    ["CH", "107787578", "107787578"],
    ["AT", "", ""],
    ["FR", "🙂", "🙂"],
  ])("refuses an id of %s written %s", (country, text, normalized) => {
    expect(validateTaxId(country, text)).toEqual({ isValid: false, normalized });
  });

  it("finds a wrong last digit", () => {
    const ids: Readonly<Record<string, string>> = { DK: "13585628", FI: "20774740", HU: "12892312", SI: "50223054" };
    for (const [country, id] of Object.entries(ids)) {
      const wrong = `${id.slice(0, -1)}${(Number(id.slice(-1)) + 1) % 10}`;
      expect([validateTaxId(country, id).isValid, validateTaxId(country, wrong).isValid]).toEqual([true, false]);
    }
  });

  it("knows the 27 of the EU, Great Britain, Switzerland and Norway, and refuses others", () => {
    expect(taxIdCountries).toHaveLength(30);
    expect(() => validateTaxId("US", "123456789")).toThrow("Choose a country");
  });
});
