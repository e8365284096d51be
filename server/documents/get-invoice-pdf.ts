import { createHash } from "node:crypto";
import { readInvoice } from "@/server/invoices";
import { invariant } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { invoiceFileName } from "./core";
import { readInvoiceDocument } from "./read-invoice-document";
import { renderInvoicePdf } from "./render-invoice-pdf";
import { findRendered, keepFirstRendering, type RenderedDocument } from "./rendered-documents-store";

/** The PDF of an invoice, for whoever may see the invoice: rendered once, and the same bytes ever after. */
export const getInvoicePdf = async (ctx: ServiceContext, invoiceId: string): Promise<RenderedDocument> => {
  const invoice = await readInvoice(ctx, invoiceId);
  const kept = await findRendered(ctx, invoiceId);
  if (kept) return kept;
  const bytes = renderInvoicePdf(await readInvoiceDocument(ctx, invoiceId));
  await keepFirstRendering(ctx, {
    documentId: invoice.id,
    accountId: invoice.accountId,
    fileName: invoiceFileName(invoice.number),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes,
  });
  const first = await findRendered(ctx, invoiceId);
  invariant(first, `The PDF of ${invoiceId} has just been kept.`);
  return first;
};
