import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { computeDocumentTax } from "./compute-document-tax";
import { decideTax, type TaxBuyer } from "./decide-tax";
import { standardRateOn } from "./vat-rates";

const day = plainDate("2026-11-16");
const person = (country: string): TaxBuyer => ({ country, kind: "personal", taxIdStatus: "none" });
const business = (country: string, taxIdStatus: TaxBuyer["taxIdStatus"] = "none"): TaxBuyer => ({
  country,
  kind: "business",
  taxIdStatus,
});

describe("standardRateOn", () => {
  it.each([
    ["DE", "2026-11-16", "19"],
    ["IE", "2026-11-16", "23"],
    ["FI", "2024-08-31", "24"],
    ["FI", "2024-09-01", "25.5"],
    ["EE", "2025-06-30", "22"],
    ["EE", "2025-07-01", "24"],
    ["SK", "2025-01-01", "23"],
    ["RO", "2025-08-01", "21"],
    ["GB", "2026-11-16", "20"],
    ["JP", "2026-11-16", "10"],
  ])("of %s on %s is %s %%", (country, on, percent) => {
    expect(standardRateOn(country, plainDate(on))?.text).toBe(percent);
  });
});

describe("decideTax", () => {
  it.each([
    ["a German consumer", "IE", person("DE"), "charged", "19", "buyer_place"],
    ["a German business without a VAT id", "IE", business("DE"), "charged", "19", "buyer_place"],
    [
      "a German business with a VAT id still to be checked",
      "IE",
      business("DE", "pending"),
      "reverse_charge",
      "0",
      "reverse_charge_eu",
    ],
    ["a German business whose VAT id failed", "IE", business("DE", "invalid"), "charged", "19", "buyer_place"],
    ["an Irish business with a VAT id", "IE", business("IE", "valid"), "charged", "23", "seller_place"],
    ["a British business with a VAT id", "IE", business("GB", "valid"), "charged", "20", "buyer_place"],
    ["an American", "US", person("US"), "not_registered", "0", "no_nexus"],
    ["a Japanese consumer", "US", person("JP"), "charged", "10", "buyer_place"],
  ] as const)("taxes %s", (_who, seller, buyer, treatment, ratePercent, rule) => {
    expect(decideTax(seller, buyer, day)).toMatchObject({ treatment, ratePercent, rule });
  });
});

describe("computeDocumentTax", () => {
  const german = decideTax("IE", person("DE"), day);
  const perDocument = { level: "document", rounding: "half_away_from_zero" } as const;
  const twice = [
    { netMinor: 1333n, decision: german },
    { netMinor: 1333n, decision: german },
  ];

  it("taxes 33.00 at 19 % with 6.27", () => {
    expect(computeDocumentTax([{ netMinor: 3300n, decision: german }], perDocument)).toEqual({
      taxes: [expect.objectContaining({ baseMinor: 3300n, taxMinor: 627n, jurisdiction: "DE", ratePercent: "19" })],
      lines: [{ taxMinor: 627n, taxPosition: 0 }],
    });
  });

  it("rounds once on the sum: twice 13.33 at 19 % owe 5.07", () => {
    const result = computeDocumentTax(twice, perDocument);
    expect(result.taxes[0]?.taxMinor).toBe(507n);
    expect(result.lines.map((line) => line.taxMinor)).toEqual([254n, 253n]);
  });

  it("rounds each line where the line decides: twice 13.33 at 19 % then owe 5.06", () => {
    const result = computeDocumentTax(twice, { ...perDocument, level: "line" });
    expect(result.taxes[0]?.taxMinor).toBe(506n);
    expect(result.lines.map((line) => line.taxMinor)).toEqual([253n, 253n]);
  });

  it("rounds the sum over all rates where the whole document decides: 0.95 and 1.15 of 5.00 each are 2.10", () => {
    const irish = decideTax("IE", person("IE"), day);
    const result = computeDocumentTax(
      [
        { netMinor: 502n, decision: german },
        { netMinor: 502n, decision: irish },
      ],
      { ...perDocument, level: "whole_document" },
    );
    // 0.9538 and 1.1546: rounded apart they are 0.95 and 1.15, together 2.1084 is 2.11.
    expect(result.taxes.map(({ taxMinor }) => taxMinor)).toEqual([95n, 116n]);
  });

  it("takes back as a positive figure what it gives back: -0.135 rounded down is -0.13", () => {
    const result = computeDocumentTax([{ netMinor: -71n, decision: german }], { level: "line", rounding: "floor" });
    expect(result.taxes[0]?.taxMinor).toBe(-13n);
  });

  it("keeps the shares of the lines equal to the tax of the document", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -100_000n, max: 1_000_000n }), { minLength: 1, maxLength: 30 }), (nets) => {
        const result = computeDocumentTax(
          nets.map((netMinor) => ({ netMinor, decision: german })),
          perDocument,
        );
        const shares = result.lines.reduce((sum, line) => sum + line.taxMinor, 0n);
        return shares === result.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0n);
      }),
    );
  });
});
