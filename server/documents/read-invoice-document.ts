import { type Amended, type Amendment, findAmended, listAmendments } from "@/server/corrections";
import { type CreditedInvoice, type Invoice, listCreditedInvoices, readInvoice } from "@/server/invoices";
import { isCreditNote } from "@/server/invoices/core";
import { invariant } from "@/server/kernel";
import { type AppliedPayment, listApplicationsOfInvoices } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { listSellers, type Seller } from "@/server/sellers";

/** The one object that screen, PDF and mail are made from. */
export type InvoiceDocument = Invoice & {
  readonly seller: Seller;
  readonly payments: readonly AppliedPayment[];
  /** The invoice that it replaces or adds to, and the one that replaced it. */
  readonly amends: Amended | null;
  readonly replacedBy: ReplacedBy | null;
  readonly isCreditNote: boolean;
  /** The invoices that a credit note corrects; none for what is no credit note. */
  readonly corrects: readonly CreditedInvoice[];
};

export type ReplacedBy = Pick<Amendment, "id" | "issueOn"> & { readonly number: string };

/** What stands in the place of an invoice that was replaced. */
export const findReplacement = async (ctx: ServiceContext, invoiceId: string): Promise<ReplacedBy | null> => {
  const found = (await listAmendments(ctx, [invoiceId])).find(({ kind }) => kind === "replacement");
  return found?.number ? { id: found.id, issueOn: found.issueOn, number: found.number } : null;
};

/** An invoice with its seller and payments, for whoever may see the invoice. */
export const readInvoiceDocument = async (ctx: ServiceContext, invoiceId: string): Promise<InvoiceDocument> => {
  const invoice = await readInvoice(ctx, invoiceId);
  const [sellers, payments] = [await listSellers(ctx), await listApplicationsOfInvoices(ctx, [invoiceId])];
  const seller = sellers.find((candidate) => candidate.id === invoice.sellerId);
  invariant(seller, `The seller of ${invoiceId} is registered.`);
  const amends = await findAmended(ctx, invoiceId);
  const replacedBy = await findReplacement(ctx, invoiceId);
  const isNote = isCreditNote(invoice, seller);
  const corrects = isNote ? await listCreditedInvoices(ctx, invoiceId) : [];
  return { ...invoice, seller, payments, amends, replacedBy, isCreditNote: isNote, corrects };
};
