import { type CreditNoteInFull, readCreditNote } from "@/server/corrections";
import type { ServiceContext } from "@/server/platform";
import { type InvoiceDocument, readInvoiceDocument } from "./read-invoice-document";

/** The one object that a credit note's PDF and mail are made from. */
export type CreditNoteDocument = CreditNoteInFull & { readonly invoice: InvoiceDocument };

/** A credit note with the invoice that it corrects, for whoever may see that. */
export const readCreditNoteDocument = async (
  ctx: ServiceContext,
  creditNoteId: string,
): Promise<CreditNoteDocument> => {
  const note = await readCreditNote(ctx, creditNoteId);
  return { ...note, invoice: await readInvoiceDocument(ctx, note.invoiceId) };
};
