import { describe, expect, it } from "vitest";
import { ONE, parseRational } from "@/server/kernel";
import { computeDocumentTotals, type DocumentConventions, settleByCredit } from "./compute-document-totals";

const conventions: DocumentConventions = {
  lineRounding: "per_line",
  discountOrder: "given",
  taxLevel: "line",
  priceMode: "exclusive",
  rounding: "half_away_from_zero",
};

const vat = [{ id: "vat", percent: parseRational("19"), isCompound: false }];
const line = (id: string, quantity: string, unitPrice: string) => ({
  id,
  quantity: parseRational(quantity),
  unitPriceMinor: parseRational(unitPrice),
  taxRates: vat,
});
const tenPercent = [{ kind: "percent", value: parseRational("10"), lineIds: null }] as const;

describe("computeDocumentTotals", () => {
  it("totals 3 seats at 33.00 less 10 % with 19 % on the rest: 89.10 and 16.93", () => {
    const totals = computeDocumentTotals([line("seats", "3", "3300")], tenPercent, conventions, "EUR");
    expect(totals).toMatchObject({ subtotalMinor: 9900n, discountMinor: 990n, taxMinor: 1693n, totalMinor: 10_603n });
    expect(totals.lines).toEqual([
      { id: "seats", amountMinor: 9900n, discountMinor: 990n, netMinor: 8910n, taxMinor: 1693n },
    ]);
  });

  it("adds three thirds of a euro to 0.99 rounded by line, to 1.00 by the document", () => {
    const thirds = ["a", "b", "c"].map((id) => line(id, "1/3", "100"));
    expect(computeDocumentTotals(thirds, [], conventions, "EUR").subtotalMinor).toBe(99n);
    const byDocument = { ...conventions, lineRounding: "document" } as const;
    expect(computeDocumentTotals(thirds, [], byDocument, "EUR").subtotalMinor).toBe(100n);
  });

  it("leaves the total as it is where the price contains the tax", () => {
    const inclusive = { ...conventions, priceMode: "inclusive" } as const;
    const totals = computeDocumentTotals([line("a", "1", "11900")], [], inclusive, "EUR");
    expect(totals).toMatchObject({ subtotalMinor: 11_900n, taxMinor: 1900n, totalMinor: 11_900n });
  });

  it("rounds tax once over the document where it is told to", () => {
    const lines = [
      { ...line("a", "1", "1333"), quantity: ONE },
      { ...line("b", "1", "1333"), quantity: ONE },
    ];
    const tax = (taxLevel: DocumentConventions["taxLevel"]) =>
      computeDocumentTotals(lines, [], { ...conventions, taxLevel }, "EUR").taxMinor;
    expect([tax("line"), tax("rate"), tax("document")]).toEqual([506n, 507n, 507n]);
  });
});

describe("settleByCredit", () => {
  it.each([
    [10_000n, 3000n, { creditAppliedMinor: 3000n, amountDueMinor: 7000n, creditBalanceMinor: 0n }],
    [1000n, 3000n, { creditAppliedMinor: 1000n, amountDueMinor: 0n, creditBalanceMinor: 2000n }],
    [-500n, 3000n, { creditAppliedMinor: 0n, amountDueMinor: 0n, creditBalanceMinor: 3500n }],
  ])("settles %d with a credit of %d", (total, credit, expected) => {
    expect(settleByCredit(total, credit)).toEqual(expected);
  });
});
