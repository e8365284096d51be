import { DomainError } from "@/server/kernel";
import { type Actor, mayActOnAccount, type ServiceContext } from "@/server/platform";
import { findSummaryOfOrder, type Invoice, type InvoiceSummary, loadInvoice, loadInvoices } from "./invoice-queries";

const notFound = () => new DomainError("not_found", "invoice.not_found", "There is no such invoice.");

/** An invoice, for staff, its account's owner or billing contact, the browser that paid its order, and its pay link. */
export const readInvoice = async (ctx: ServiceContext, invoiceId: string): Promise<Invoice> => {
  const invoice = await loadInvoice(ctx, invoiceId);
  requireSight(ctx.actor, invoice);
  return invoice;
};

/** Those of them that there are, in the order of their making; one that may not be seen refuses all. */
export const readInvoices = async (ctx: ServiceContext, invoiceIds: readonly string[]): Promise<Invoice[]> => {
  const found = await loadInvoices(ctx, invoiceIds);
  for (const invoice of found) requireSight(ctx.actor, invoice);
  return found;
};

const requireSight = (actor: Actor, invoice: Invoice): void => {
  const isHolder = actor.kind === "holder" && invoice.orderId === actor.orderId;
  const isPayer = actor.kind === "payer" && actor.invoiceId === invoice.id;
  if (isHolder || isPayer || mayActOnAccount(actor, invoice.accountId, "read_money")) return;
  if (actor.kind === "subscriber" && actor.accountId === invoice.accountId) {
    throw new DomainError("forbidden", "authority.role_too_small", "You need a larger role; ask the account's owner.");
  }
  throw notFound();
};

export const readInvoiceOfOrder = async (ctx: ServiceContext, orderId: string): Promise<InvoiceSummary | null> => {
  const summary = await findSummaryOfOrder(ctx, orderId);
  if (!summary) return null;
  await readInvoice(ctx, summary.id);
  return summary;
};
