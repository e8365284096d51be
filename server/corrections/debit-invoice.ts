import { linesToBillAgain } from "@/server/billing";
import { computeInvoiceTotals } from "@/server/invoices/core";
import { sumMinor } from "@/server/kernel";
import { inTransaction, requireMayGive, type ServiceContext } from "@/server/platform";
import { type Amendment, findAmendmentOfRequest, requireNotDebitNote } from "./amendments-store";
import { planDebitNote, type WhatToDebit } from "./core";
import {
  type Correction,
  type CorrectionRequest,
  openCorrection,
  requestReused,
  requireNotVoid,
} from "./open-correction";
import { draftAmendment, postAmendment } from "./post-amendment";
import { listDeferredLines } from "./void-invoice";

export type DebitInvoice = CorrectionRequest & {
  /** What is owed more for lines of the invoice, net. */
  readonly lines: WhatToDebit;
};

/**
 * Asks for more than an invoice did, by a debit note: a document of its own with a number of its own series, taxed as the
 * lines it adds to, and from then on due, collected and corrected as invoices are. Answers with its id.
 */
export const debitInvoice = (ctx: ServiceContext, input: DebitInvoice): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    const correction = await openCorrection(inner, input);
    const { invoice, seller, policy } = correction;
    const earlier = await findAmendmentOfRequest(inner, { ...input, accountId: invoice.accountId });
    if (earlier) return sameDebit(earlier, correction, input);
    requireNotVoid(correction);
    await requireNotDebitNote(inner, invoice.id);
    const named = linesToBillAgain(invoice, await listDeferredLines(inner, invoice.id));
    const lines = invoice.lines.flatMap(({ id }, at) => {
      const line = named[at];
      return line ? [{ id, line }] : [];
    });
    const draft = await draftAmendment(inner, correction, {
      series: seller.debitNoteSeries,
      lines: planDebitNote(lines, input.lines, policy.service.rounding),
      addressed: "as_then",
    });
    const { totalMinor } = computeInvoiceTotals(draft);
    requireMayGive(inner.actor, "corrections:debit", { amountMinor: totalMinor, currency: invoice.currency });
    return postAmendment(inner, correction, { ...input, kind: "debit_note", draft });
  });

const sameDebit = (earlier: Amendment, { invoice }: Correction, { lines }: DebitInvoice): string => {
  const netMinor = sumMinor(lines.map((line) => line.netMinor));
  const isSame =
    earlier.kind === "debit_note" &&
    earlier.invoiceId === invoice.id &&
    earlier.totalMinor - earlier.taxMinor === netMinor;
  if (isSame) return earlier.id;
  throw requestReused();
};
