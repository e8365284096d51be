import { and, asc, desc, eq, inArray, lt, ne, or, sql } from "drizzle-orm";
import { invoiceBalances, invoiceLines, invoiceNumbers, invoices, invoiceTaxes } from "@/db/schema/invoices";
import { DomainError, groupBy, type InvoiceId, type PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { BillTo } from "./core/bill-to";
import type { ClosedAs } from "./core/invoice-status";

export type InvoiceLine = {
  readonly id: string;
  readonly position: number;
  readonly kind: "charge" | "credit";
  readonly chargeId: string | null;
  readonly description: string;
  readonly subscriptionId: string | null;
  readonly serviceStartOn: PlainDate;
  readonly serviceStartAt: Date | null;
  readonly serviceEndOn: PlainDate;
  readonly serviceEndAt: Date | null;
  readonly quantity: string;
  readonly unitPrice: string | null;
  readonly isPerUnit: boolean;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxPosition: number;
  readonly taxCode: string;
  /** Which of its subscription's lines it is, which one it gives back a part of, and how often it was billed before. */
  readonly serviceNo: number | null;
  readonly creditsNo: number | null;
  readonly rebilled: number;
  readonly subscriptionChargeId: string | null;
  readonly productFamily: string;
  readonly derivation: Readonly<Record<string, unknown>>;
};

export type InvoiceTax = {
  readonly jurisdiction: string;
  readonly category: string;
  readonly treatment: string;
  readonly ratePercent: string;
  readonly rule: string;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
};

export type InvoiceSummary = {
  readonly id: InvoiceId;
  readonly number: string;
  readonly series: string;
  readonly accountId: string;
  readonly sellerId: string;
  readonly orderId: string | null;
  readonly currency: string;
  readonly issueOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly subtotalMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  /** Paid by account credit when it was posted. */
  readonly creditAppliedMinor: bigint;
  readonly balanceMinor: bigint;
  /** How it was closed, where it was not paid. */
  readonly closedAs: ClosedAs | null;
  readonly postedAt: Date;
  readonly periodStartOn: PlainDate;
  readonly periodEndOn: PlainDate;
};

export type Invoice = InvoiceSummary & {
  readonly billTo: BillTo;
  readonly taxTreatment: string;
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly InvoiceTax[];
};

const summaryFields = {
  id: invoices.id,
  number: invoiceNumbers.number,
  series: invoiceNumbers.series,
  accountId: invoices.accountId,
  sellerId: invoices.sellerId,
  orderId: invoices.orderId,
  currency: invoices.currency,
  issueOn: invoices.issueOn,
  dueOn: invoices.dueOn,
  subtotalMinor: invoices.subtotalMinor,
  taxMinor: invoices.taxMinor,
  totalMinor: invoices.totalMinor,
  creditAppliedMinor: invoices.creditAppliedMinor,
  balanceMinor: invoiceBalances.balanceMinor,
  closedAs: invoiceBalances.closedAs,
  postedAt: invoices.postedAt,
  periodStartOn: sql<string>`(select min(l.service_start_on)::text from invoice_lines l where l.invoice_id = ${invoices.id})`,
  periodEndOn: sql<string>`(select max(l.service_end_on)::text from invoice_lines l where l.invoice_id = ${invoices.id})`,
};

const summaries = (ctx: ServiceContext) =>
  ctx.db
    .select(summaryFields)
    .from(invoices)
    .innerJoin(invoiceNumbers, eq(invoiceNumbers.invoiceId, invoices.id))
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id));

const wholes = (ctx: ServiceContext) =>
  ctx.db
    .select({ ...summaryFields, billTo: invoices.billTo, taxTreatment: invoices.taxTreatment })
    .from(invoices)
    .innerJoin(invoiceNumbers, eq(invoiceNumbers.invoiceId, invoices.id))
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id));

type SummaryRow = Awaited<ReturnType<typeof summaries>>[number];

const toSummary = (row: SummaryRow): InvoiceSummary => ({
  ...row,
  id: row.id as InvoiceId,
  issueOn: row.issueOn as PlainDate,
  dueOn: row.dueOn as PlainDate,
  periodStartOn: row.periodStartOn as PlainDate,
  periodEndOn: row.periodEndOn as PlainDate,
});

export type InvoicePage = {
  readonly accountId: string;
  readonly limit: number;
  readonly before: InvoicePlace | null;
  /** Only those with a balance. */
  readonly isOpen?: boolean | undefined;
  readonly ids?: readonly string[] | undefined;
};
export type InvoicePlace = { readonly issueOn: string; readonly id: string };

export const listSummaries = async (ctx: ServiceContext, page: InvoicePage): Promise<InvoiceSummary[]> => {
  const { before } = page;
  const older = before
    ? or(lt(invoices.issueOn, before.issueOn), and(eq(invoices.issueOn, before.issueOn), lt(invoices.id, before.id)))
    : undefined;
  const rows = await summaries(ctx)
    .where(
      and(
        eq(invoices.accountId, page.accountId),
        older,
        page.isOpen ? ne(invoiceBalances.balanceMinor, 0n) : undefined,
        page.ids ? inArray(invoices.id, [...page.ids]) : undefined,
      ),
    )
    .orderBy(desc(invoices.issueOn), desc(invoices.id))
    .limit(page.limit);
  return rows.map(toSummary);
};

export const findSummaryOfOrder = async (ctx: ServiceContext, orderId: string): Promise<InvoiceSummary | null> => {
  const [row] = await summaries(ctx).where(eq(invoices.orderId, orderId));
  return row ? toSummary(row) : null;
};

/** Whole invoices in the order of their making, for whoever has checked the right to see them. */
export const loadInvoices = async (ctx: ServiceContext, ids: readonly string[]): Promise<Invoice[]> => {
  if (ids.length === 0) return [];
  const [heads, lines, taxes] = await Promise.all([
    wholes(ctx)
      .where(inArray(invoices.id, [...ids]))
      .orderBy(asc(invoices.id)),
    ctx.db
      .select()
      .from(invoiceLines)
      .where(inArray(invoiceLines.invoiceId, [...ids]))
      .orderBy(asc(invoiceLines.position)),
    ctx.db
      .select()
      .from(invoiceTaxes)
      .where(inArray(invoiceTaxes.invoiceId, [...ids]))
      .orderBy(asc(invoiceTaxes.position)),
  ]);
  const linesOf = groupBy(lines, ({ invoiceId }) => invoiceId);
  const taxesOf = groupBy(taxes, ({ invoiceId }) => invoiceId);
  return heads.map(({ billTo, taxTreatment, ...head }) => ({
    ...toSummary(head),
    billTo,
    taxTreatment,
    lines: (linesOf.get(head.id) ?? []).map(toLine),
    taxes: taxesOf.get(head.id) ?? [],
  }));
};

/** The whole invoice, for whoever has checked the right to see it. */
export const loadInvoice = async (ctx: ServiceContext, id: string): Promise<Invoice> => {
  const [invoice] = await loadInvoices(ctx, [id]);
  if (!invoice) throw new DomainError("not_found", "invoice.not_found", "There is no such invoice.");
  return invoice;
};

export type DocumentStanding = Pick<InvoiceSummary, "id" | "totalMinor" | "taxMinor" | "balanceMinor" | "closedAs"> &
  Pick<InvoiceSummary, "issueOn"> & {
    /** Null in the transaction that posts it. */
    readonly number: string | null;
  };

/** How posted documents stand, also those that this very transaction posts. */
export const listDocumentStandings = async (
  ctx: ServiceContext,
  ids: readonly string[],
): Promise<DocumentStanding[]> => {
  if (ids.length === 0) return [];
  const { id, number, issueOn, taxMinor, totalMinor, balanceMinor, closedAs } = summaryFields;
  const rows = await ctx.db
    .select({ id, number, issueOn, taxMinor, totalMinor, balanceMinor, closedAs })
    .from(invoices)
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id))
    .leftJoin(invoiceNumbers, eq(invoiceNumbers.invoiceId, invoices.id))
    .where(inArray(invoices.id, [...ids]))
    .orderBy(asc(invoices.id));
  return rows.map((row) => ({ ...row, id: row.id as InvoiceId, issueOn: row.issueOn as PlainDate }));
};

const toLine = (row: typeof invoiceLines.$inferSelect): InvoiceLine => ({
  ...row,
  serviceStartOn: row.serviceStartOn as PlainDate,
  serviceEndOn: row.serviceEndOn as PlainDate,
  isPerUnit: row.derivation.model === "per_unit",
});

export type AccountBalance = { readonly currency: string; readonly balanceMinor: bigint };

/** What accounts owe, by currency; nothing is summed over currencies. */
export const listOpenBalances = async (
  ctx: ServiceContext,
  accountIds: readonly string[],
): Promise<Map<string, AccountBalance[]>> => {
  if (accountIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      accountId: invoiceBalances.accountId,
      currency: invoiceBalances.currency,
      balance: sql<string>`sum(${invoiceBalances.balanceMinor})::text`,
    })
    .from(invoiceBalances)
    .where(inArray(invoiceBalances.accountId, [...accountIds]))
    .groupBy(invoiceBalances.accountId, invoiceBalances.currency);
  const byAccount = groupBy(rows, (row) => row.accountId);
  return new Map(
    [...byAccount].map(([id, list]) => [
      id,
      list.map(({ currency, balance }) => ({ currency, balanceMinor: BigInt(balance) })),
    ]),
  );
};
