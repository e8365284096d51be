import { listAccountsToBill } from "@/server/accounts";
import { type BillToAddress, draftInvoice, type NamedLine } from "@/server/billing/core";
import { postInvoices } from "@/server/invoices";
import type { InvoiceDraft } from "@/server/invoices/core";
import { invariant, maxDay } from "@/server/kernel";
import { recordAudit, type TransactionContext } from "@/server/platform";
import { type AmendmentKind, insertAmendment } from "./amendments-store";
import { type Correction, type CorrectionRequest, correctionColumns } from "./open-correction";

export type AmendmentDraft = {
  readonly series: string;
  readonly lines: readonly NamedLine[];
  /** Whether it is addressed as the account is now, or as the invoice was. */
  readonly addressed: "as_now" | "as_then";
};

/** A document that stands beside an invoice or in its place: drafted as invoices are, and never dated before it. */
export const draftAmendment = async (
  ctx: TransactionContext,
  { invoice, account, seller, policy, day }: Correction,
  { series, lines, addressed }: AmendmentDraft,
): Promise<InvoiceDraft> => {
  const [toBill] = await listAccountsToBill(ctx, [account.id]);
  const isNow = addressed === "as_now";
  const billTo: BillToAddress | null = isNow ? (toBill?.billTo ?? null) : invoice.billTo;
  const { draft } = draftInvoice(
    {
      account: isNow ? account : { ...account, taxId: invoice.billTo.taxId },
      ...{ billTo, currency: invoice.currency, policyId: policy.id, conventions: policy, now: ctx.now },
      seller: { ...seller, invoiceSeries: series },
      issueOn: maxDay(day, invoice.issueOn),
      ...{ orderId: null, billRunId: null },
    },
    lines,
  );
  return isNow ? draft : { ...draft, taxTreatment: invoice.taxTreatment };
};

type AmendmentToPost = CorrectionRequest & { readonly kind: AmendmentKind; readonly draft: InvoiceDraft };

/** Posts it with its own number, and says of which invoice it is. */
export const postAmendment = async (
  ctx: TransactionContext,
  correction: Correction,
  { kind, draft, ...request }: AmendmentToPost,
): Promise<string> => {
  const [documentId] = await postInvoices(ctx, [draft]);
  invariant(documentId, "A posted draft has an id.");
  const columns = correctionColumns(ctx, correction, request);
  await insertAmendment(ctx, { ...columns, documentId, kind, amendedAt: ctx.now });
  const action = kind === "replacement" ? "corrections:replace" : "corrections:debit";
  const details = { invoiceId: columns.invoiceId, reason: columns.reason };
  await recordAudit(ctx, { action, accountId: columns.accountId, subjectIds: [documentId], details });
  return documentId;
};
