import { formatMoney } from "@/components/billing/format-money";
import type { InvoiceSummary } from "@/server/invoices";
import { yearOf } from "@/server/kernel";
import type { InvoiceSearch } from "./search-params";

const digitsOf = (text: string) => text.replace(/\D/g, "");

/** `48213` finds INV-2026-0048213, `314,16` and `314.16` find €314.16. */
function matches(invoice: InvoiceSummary, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return true;
  if (invoice.number.toLowerCase().includes(wanted)) return true;
  const digits = digitsOf(wanted);
  if (digits === "") return false;
  const amount = formatMoney(invoice.totalMinor, invoice.currency, { symbol: false });
  return digitsOf(invoice.number).includes(digits) || digitsOf(amount).startsWith(digits);
}

const isShown: Record<InvoiceSearch["show"], (invoice: InvoiceSummary) => boolean> = {
  all: () => true,
  to_pay: ({ balanceMinor }) => balanceMinor > 0n,
  paid: ({ balanceMinor }) => balanceMinor <= 0n,
};

type InvoiceFilter = Pick<InvoiceSearch, "show" | "q" | "year">;

export const filterInvoices = (
  invoices: readonly InvoiceSummary[],
  { show, q, year }: InvoiceFilter,
): InvoiceSummary[] => ofYear(invoices, year).filter((invoice) => isShown[show](invoice) && matches(invoice, q));

export const ofYear = (invoices: readonly InvoiceSummary[], year: number | null): readonly InvoiceSummary[] =>
  year === null ? invoices : invoices.filter(({ issueOn }) => yearOf(issueOn) === year);

/** The years in which any was issued, the newest first. */
export const yearsOfInvoices = (invoices: readonly InvoiceSummary[]): number[] =>
  [...new Set(invoices.map(({ issueOn }) => yearOf(issueOn)))].sort((a, b) => b - a);

export function countInvoices(invoices: readonly InvoiceSummary[]): Record<InvoiceSearch["show"], number> {
  return {
    all: invoices.length,
    to_pay: invoices.filter(isShown.to_pay).length,
    paid: invoices.filter(isShown.paid).length,
  };
}

export const invoicesPerPage = 50;

export type InvoicesOnPage = {
  readonly rows: readonly InvoiceSummary[];
  readonly page: number;
  readonly pageCount: number;
  /** Of the first row, counted from 1. */
  readonly from: number;
};

/** A page beyond the last one is the last one. */
export const pageOfInvoices = (invoices: readonly InvoiceSummary[], wanted: number): InvoicesOnPage => {
  const pageCount = Math.max(1, Math.ceil(invoices.length / invoicesPerPage));
  const page = Math.min(wanted, pageCount);
  const start = (page - 1) * invoicesPerPage;
  return { rows: invoices.slice(start, start + invoicesPerPage), page, pageCount, from: start + 1 };
};

export type InvoiceTotals = { currency: string; totalMinor: bigint; balanceMinor: bigint };

/** One row a currency: amounts of two currencies are never summed. */
export function totalInvoices(invoices: readonly InvoiceSummary[]): InvoiceTotals[] {
  const totals = new Map<string, InvoiceTotals>();
  for (const { currency, totalMinor, balanceMinor } of invoices) {
    const before = totals.get(currency) ?? { currency, totalMinor: 0n, balanceMinor: 0n };
    totals.set(currency, {
      currency,
      totalMinor: before.totalMinor + totalMinor,
      balanceMinor: before.balanceMinor + balanceMinor,
    });
  }
  return [...totals.values()];
}
