import { type Invoice, readInvoice } from "@/server/invoices";
import { invariant } from "@/server/kernel";
import { type AppliedPayment, listApplicationsOfInvoices } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { listSellers, type Seller } from "@/server/sellers";

/** The one object that screen, PDF and mail are made from. */
export type InvoiceDocument = Invoice & { readonly seller: Seller; readonly payments: readonly AppliedPayment[] };

/** An invoice with its seller and payments, for whoever may see the invoice. */
export const readInvoiceDocument = async (ctx: ServiceContext, invoiceId: string): Promise<InvoiceDocument> => {
  const invoice = await readInvoice(ctx, invoiceId);
  const [sellers, payments] = [await listSellers(ctx), await listApplicationsOfInvoices(ctx, [invoiceId])];
  const seller = sellers.find((candidate) => candidate.id === invoice.sellerId);
  invariant(seller, `The seller of ${invoiceId} is registered.`);
  return { ...invoice, seller, payments };
};
