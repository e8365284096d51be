import { formatMoney } from "@/components/billing/format-money";
import type { InvoiceSummary } from "@/server/invoices";
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

export function filterInvoices(invoices: readonly InvoiceSummary[], { show, q }: InvoiceSearch): InvoiceSummary[] {
  return invoices.filter((invoice) => isShown[show](invoice) && matches(invoice, q));
}

export function countInvoices(invoices: readonly InvoiceSummary[]): Record<InvoiceSearch["show"], number> {
  return {
    all: invoices.length,
    to_pay: invoices.filter(isShown.to_pay).length,
    paid: invoices.filter(isShown.paid).length,
  };
}

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
