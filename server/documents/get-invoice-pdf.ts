import { readInvoice } from "@/server/invoices";
import type { ServiceContext } from "@/server/platform";
import { invoiceFileName } from "./core";
import { keepRendering } from "./keep-rendering";
import { readInvoiceDocument } from "./read-invoice-document";
import { renderInvoicePdf } from "./render-invoice-pdf";
import type { RenderedDocument } from "./rendered-documents-store";

/** The PDF of an invoice, for whoever may see the invoice: rendered once, and the same bytes ever after. */
export const getInvoicePdf = async (ctx: ServiceContext, invoiceId: string): Promise<RenderedDocument> => {
  const { id, accountId, number } = await readInvoice(ctx, invoiceId);
  return keepRendering(ctx, { documentId: id, accountId, fileName: invoiceFileName(number) }, async () =>
    renderInvoicePdf(await readInvoiceDocument(ctx, invoiceId)),
  );
};
