import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { samples } from "../sample-invoices";
import { type CreditNoteToWrite, writeCreditNotePaper } from "./credit-note-paper";

const [line] = samples.germany.lines;

/** Ten of the 33.00 that were billed, and the 19 % of them. */
const note: CreditNoteToWrite = {
  number: "CN-2026-0000001",
  issueOn: plainDate("2026-11-20"),
  netMinor: 1000n,
  taxMinor: 190n,
  totalMinor: 1190n,
  appliedMinor: 1190n,
  lines: [{ invoiceLineId: line?.id ?? "", netMinor: 1000n }],
  taxes: [{ jurisdiction: "DE", ratePercent: "19.000000000000", baseMinor: 1000n, taxMinor: 190n }],
  invoice: samples.germany,
};

describe("the paper of a credit note", () => {
  it("names the invoice that it amends, and says what is credited of each line and tax", () => {
    const paper = writeCreditNotePaper(note);
    expect(paper).toMatchObject({
      title: "Credit note CN-2026-0000001",
      heading: "Credit note",
      buyer: { label: "Credited to", name: "Jana Brandt" },
      facts: [
        { term: "Issued", value: "20 Nov 2026" },
        { term: "Corrects", value: "INV-2026-0000001" },
        { term: "of", value: "16 Nov 2026" },
        { term: "Period", value: "16 Nov – 15 Dec 2026" },
      ],
      lines: [{ description: "Desk Team", net: "10.00", quantity: "", unitPrice: "", rate: "19\u00a0%" }],
      sums: [
        { term: "Net", amount: "€10.00" },
        { term: "VAT 19\u00a0% (Germany) on €10.00", amount: "€1.90" },
      ],
      total: { term: "Total credited", amount: "€11.90" },
      payments: [],
      balance: { term: "Taken off INV-2026-0000001", amount: "€11.90" },
    });
    expect(paper.notes[0]).toBe("This credit note amends invoice INV-2026-0000001 of 16 Nov 2026.");
  });

  it("says what of it becomes account credit", () => {
    const { payments, balance } = writeCreditNotePaper({ ...note, appliedMinor: 500n });
    expect([...payments, balance]).toEqual([
      { term: "Becomes account credit", amount: "€6.90" },
      { term: "Taken off INV-2026-0000001", amount: "€5.00" },
    ]);
  });
});
