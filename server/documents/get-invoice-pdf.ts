import { findVoid } from "@/server/corrections";
import { readInvoice } from "@/server/invoices";
import type { ServiceContext } from "@/server/platform";
import { invoiceFileName } from "./core";
import { keepRendering } from "./keep-rendering";
import { findReplacement, readInvoiceDocument } from "./read-invoice-document";
import { renderInvoicePdf } from "./render-invoice-pdf";
import type { RenderedDocument } from "./rendered-documents-store";

/**
 * The PDF of an invoice, for whoever may see the invoice: rendered once, and the same bytes ever after. One that was
 * replaced is issued once more, as cancelled, and names what replaced it.
 */
export const getInvoicePdf = async (ctx: ServiceContext, invoiceId: string): Promise<RenderedDocument> => {
  const { id, accountId, number } = await readInvoice(ctx, invoiceId);
  const isReplaced = (await findReplacement(ctx, id)) !== null;
  const documentId = (isReplaced ? await findVoid(ctx, id) : null)?.id ?? id;
  return keepRendering(ctx, { documentId, accountId, fileName: invoiceFileName(number) }, async () =>
    renderInvoicePdf(await readInvoiceDocument(ctx, invoiceId)),
  );
};
