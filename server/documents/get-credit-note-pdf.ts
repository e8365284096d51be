import type { ServiceContext } from "@/server/platform";
import { invoiceFileName, writeCreditNotePaper } from "./core";
import { getInvoicePdf } from "./get-invoice-pdf";
import { keepRendering } from "./keep-rendering";
import { readCreditNoteDocument } from "./read-credit-note-document";
import { renderPaper } from "./render-invoice-pdf";
import type { RenderedDocument } from "./rendered-documents-store";

/** The PDF of a credit note, for whoever may see its invoice: rendered once, and the same bytes ever after. */
export const getCreditNotePdf = async (ctx: ServiceContext, creditNoteId: string): Promise<RenderedDocument> => {
  const note = await readCreditNoteDocument(ctx, creditNoteId);
  const wanted = {
    documentId: creditNoteId,
    accountId: note.invoice.accountId,
    fileName: invoiceFileName(note.number),
  };
  return keepRendering(ctx, wanted, () => renderPaper(writeCreditNotePaper(note)));
};

/** The PDF of an invoice or a credit note, by its id. */
export const getDocumentPdf = (ctx: ServiceContext, documentId: string): Promise<RenderedDocument> =>
  documentId.startsWith("crn_") ? getCreditNotePdf(ctx, documentId) : getInvoicePdf(ctx, documentId);
