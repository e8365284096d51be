import { mergePostings, type Posting } from "@/server/ledger/core";
import { computeInvoiceTotals, type InvoiceDraft } from "./invoice-draft";

/**
 * Debit receivable with the gross; credit deferred revenue for what is paid in advance and revenue for what is delivered
 * at once, by product family; credit tax payable by jurisdiction.
 */
export const invoicePostings = (draft: InvoiceDraft): Posting[] => {
  const { currency } = draft;
  const { totalMinor } = computeInvoiceTotals(draft);
  return mergePostings([
    { ledgerAccount: "accounts_receivable", detail: "trade", amountMinor: totalMinor, currency },
    ...draft.lines.map(
      (line): Posting => ({
        ledgerAccount: line.isDeferred ? "deferred_revenue" : "revenue",
        detail: line.productFamily,
        amountMinor: -line.netMinor,
        currency,
      }),
    ),
    ...draft.taxes.map(
      (tax): Posting => ({
        ledgerAccount: "tax_payable",
        detail: tax.jurisdiction,
        amountMinor: -tax.taxMinor,
        currency,
      }),
    ),
  ]);
};
