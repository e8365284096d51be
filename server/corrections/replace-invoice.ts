import { linesToBillAgain } from "@/server/billing";
import type { NamedLine } from "@/server/billing/core";
import type { Invoice } from "@/server/invoices";
import { computeInvoiceTotals } from "@/server/invoices/core";
import { inTransaction, requireMayGive, requirePermission, type ServiceContext } from "@/server/platform";
import { findAmendmentOfRequest, requireNotDebitNote } from "./amendments-store";
import { type CorrectionRequest, openCorrection, requestReused } from "./open-correction";
import { draftAmendment, postAmendment } from "./post-amendment";
import { listDeferredLines, takeBackInvoice } from "./void-invoice";

export type ReplaceInvoice = CorrectionRequest & {
  /** Whether the same lines are addressed and taxed as the account is now, or as they were. */
  readonly details: "as_now" | "as_then";
};

/**
 * Takes an invoice back whole and posts, in the same transaction, another with the same lines in its place, numbered on
 * its own. Refused as a void is: what was paid, credited or written off of the first would be left without an invoice.
 * Where the second comes to less, the difference is given up by whoever asks.
 */
export const replaceInvoice = (ctx: ServiceContext, input: ReplaceInvoice): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "corrections:void");
    const correction = await openCorrection(inner, input);
    const { invoice, seller } = correction;
    const earlier = await findAmendmentOfRequest(inner, { ...input, accountId: invoice.accountId });
    if (earlier) {
      if (earlier.kind === "replacement" && earlier.invoiceId === invoice.id) return earlier.id;
      throw requestReused();
    }
    await requireNotDebitNote(inner, invoice.id);
    const deferredLineIds = await listDeferredLines(inner, invoice.id);
    await takeBackInvoice(inner, correction, { ...input, billsAgain: false });
    const draft = await draftAmendment(inner, correction, {
      series: seller.invoiceSeries,
      lines: linesOf(invoice, deferredLineIds, input.details),
      addressed: input.details,
    });
    const lessMinor = invoice.totalMinor - computeInvoiceTotals(draft).totalMinor;
    requireMayGive(inner.actor, "corrections:void", { amountMinor: lessMinor, currency: invoice.currency });
    return postAmendment(inner, correction, { ...input, kind: "replacement", draft });
  });

/** Taxed anew, but for what gives back a part of a line that stands on another invoice: that keeps the tax it was charged with. */
const linesOf = (
  invoice: Invoice,
  deferredLineIds: ReadonlySet<string>,
  details: ReplaceInvoice["details"],
): NamedLine[] => {
  const lines = linesToBillAgain(invoice, deferredLineIds);
  if (details === "as_then") return lines;
  const keyOf = (subscriptionId: string | null, no: number | null) => `${subscriptionId}/${no}`;
  const own = new Set(lines.map(({ subscriptionId, serviceNo }) => keyOf(subscriptionId, serviceNo)));
  return lines.map((line) => {
    const isOfAnother = line.creditsNo !== null && !own.has(keyOf(line.subscriptionId, line.creditsNo));
    return isOfAnother ? line : { ...line, decision: null };
  });
};
