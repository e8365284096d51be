import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import type { InvoiceDocument } from "../read-invoice-document";
import { samples } from "../sample-invoices";
import { writeInvoicePaper } from "./invoice-paper";

const open: InvoiceDocument = { ...samples.germany, totalMinor: 3927n, payments: [] };
const payment = {
  ...{ invoiceId: open.id, paymentId: "pay_1", currency: "EUR", cardBrand: "Visa", cardLast4: "4242" },
  appliedOn: plainDate("2026-11-16"),
};

const settled = (change: Partial<InvoiceDocument>) => {
  const paper = writeInvoicePaper({ ...open, ...change });
  return [...paper.payments, paper.balance].map(({ term, amount }) => `${term} ${amount}`);
};

describe("what is left to pay of an invoice", () => {
  it("comes after account credit and payments", () => {
    const payments = [{ ...payment, amountMinor: 1927n }];
    expect(settled({ creditAppliedMinor: 1000n, payments, balanceMinor: 1000n })).toEqual([
      "Paid by account credit −€10.00",
      "Paid by Visa ending 4242 on 16 Nov 2026 −€19.27",
      "To pay €10.00",
    ]);
  });

  it("is open again by what was given back of a payment", () => {
    const payments = [{ ...payment, amountMinor: 3927n }];
    expect(settled({ payments, balanceMinor: 2000n })).toEqual([
      "Paid by Visa ending 4242 on 16 Nov 2026 −€39.27",
      "Corrected since €20.00",
      "To pay €20.00",
    ]);
  });

  it("is nothing once the invoice is cancelled, or came to less than nothing", () => {
    expect(settled({ closedAs: "voided", balanceMinor: 0n })).toEqual(["Cancelled −€39.27", "To pay €0.00"]);
    expect(settled({ totalMinor: -500n, balanceMinor: 0n })).toEqual(["Becomes account credit €5.00", "To pay €0.00"]);
  });
});
