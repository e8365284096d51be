import { inArray } from "drizzle-orm";
import { revenueSchedules } from "@/db/schema/revenue";
import { type Account, getAccount } from "@/server/accounts";
import {
  type Amended,
  type Amendment,
  type CreditNote,
  findAmended,
  findVoid,
  type InvoiceVoid,
  listAmendments,
  listCreditNotes,
  listRefundsOfInvoices,
  listWriteOffs,
  type Refund,
  type WriteOff,
} from "@/server/corrections";
import { type CreditedInvoice, type Invoice, listCreditedInvoices, readInvoice } from "@/server/invoices";
import { isCreditNote } from "@/server/invoices/core";
import { invariant, type PlainDate } from "@/server/kernel";
import { type JournalEntryView, listEntriesOfSources } from "@/server/ledger";
import {
  type AppliedPayment,
  type Dispute,
  listApplicationsOfInvoices,
  listDisputesOfPayments,
  listUnappliedOfAccount,
  type UnappliedPayment,
} from "@/server/payments";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { type MonthOfRevenue, monthsOfRevenue } from "@/server/revenue/core";
import { listSellers, type Seller } from "@/server/sellers";
import { getPolicy } from "@/server/subscriptions";
import type { DocumentPolicy } from "@/server/subscriptions/core";

export type InvoicePageView = {
  readonly invoice: Invoice;
  readonly seller: Seller;
  readonly account: Account;
  readonly payments: readonly AppliedPayment[];
  /** What came for this invoice and was more than it took. */
  readonly unapplied: readonly UnappliedPayment[];
  readonly creditNotes: readonly CreditNote[];
  readonly writeOffs: readonly WriteOff[];
  readonly refunds: readonly Refund[];
  readonly voided: InvoiceVoid | null;
  /** What banks took back of its payments. */
  readonly disputes: readonly Dispute[];
  /** The invoice that this one replaces or adds to. */
  readonly amends: Amended | null;
  /** The invoices that it corrects, where it is a credit note. */
  readonly corrects: readonly CreditedInvoice[];
  /** What replaced it, and what was added to it. */
  readonly amendments: readonly Amendment[];
  /** Empty for staff who may not read the ledger. */
  readonly journal: readonly JournalEntryView[];
  readonly revenue: readonly { readonly lineId: string; readonly months: readonly MonthOfRevenue[] }[];
  readonly mayReadLedger: boolean;
  /** What the seller's policy puts in the place of an invoice that is cancelled. */
  readonly voiding: DocumentPolicy["voiding"];
};

/** An invoice with what stands behind it: derivation, tax, payments, journal and revenue. */
export const readInvoicePage = async (ctx: ServiceContext, invoiceId: string): Promise<InvoicePageView> => {
  requirePermission(ctx.actor, "invoices:read");
  const invoice = await readInvoice(ctx, invoiceId);
  const seller = (await listSellers(ctx)).find((candidate) => candidate.id === invoice.sellerId);
  invariant(seller, "An invoice's seller is registered.");
  const payments = await listApplicationsOfInvoices(ctx, [invoiceId]);
  const kept = await listUnappliedOfAccount(ctx, invoice.accountId);
  const unapplied = kept.filter((payment) => payment.invoiceId === invoiceId);
  const mayReadLedger =
    ctx.actor.kind === "system" || (ctx.actor.kind === "staff" && ctx.actor.permissions.includes("ledger:read"));
  const corrections = {
    creditNotes: await listCreditNotes(ctx, [invoiceId]),
    writeOffs: await listWriteOffs(ctx, [invoiceId]),
    refunds: await listRefundsOfInvoices(ctx, [invoiceId]),
    voided: await findVoid(ctx, invoiceId),
    amends: await findAmended(ctx, invoiceId),
    corrects: isCreditNote(invoice, seller) ? await listCreditedInvoices(ctx, invoiceId) : [],
    amendments: await listAmendments(ctx, [invoiceId]),
    disputes: await listDisputesOfPayments(
      ctx,
      payments.map(({ paymentId }) => paymentId),
    ),
  };
  const sources = new Set([
    invoiceId,
    ...[...payments, ...unapplied].map((payment) => payment.paymentId),
    ...[corrections.creditNotes, corrections.writeOffs, corrections.refunds, corrections.disputes]
      .flat()
      .map(({ id }) => id),
    ...(corrections.voided ? [corrections.voided.id] : []),
  ]);
  return {
    invoice,
    seller,
    account: await getAccount(ctx, invoice.accountId),
    payments,
    unapplied,
    ...corrections,
    journal: mayReadLedger ? await listEntriesOfSources(ctx, [...sources]) : [],
    revenue: await revenueOf(ctx, invoice),
    mayReadLedger,
    voiding: (await getPolicy(ctx, seller.policyId)).documents.voiding,
  };
};

const revenueOf = async (ctx: ServiceContext, invoice: Invoice) => {
  const rows = await ctx.db
    .select()
    .from(revenueSchedules)
    .where(
      inArray(
        revenueSchedules.lineId,
        invoice.lines.map((line) => line.id),
      ),
    );
  return rows.map((row) => ({
    lineId: row.lineId,
    months: monthsOfRevenue(row.amountMinor, row.serviceStartOn as PlainDate, row.serviceEndOn as PlainDate),
  }));
};
