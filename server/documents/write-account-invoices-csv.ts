import type { InvoiceSummary } from "@/server/invoices";
import { formatDecimal } from "@/server/kernel";
import { writeCsv } from "@/server/platform/write-csv";

const columns = [
  "Number",
  "Issued",
  "Due",
  "Period from",
  "Period to",
  "Currency",
  "Net",
  "Tax",
  "Total",
  "Paid",
  "Still open",
];

/** An account's invoices for a spreadsheet: days as in ISO 8601, amounts as plain decimals, nothing rounded. */
export const writeAccountInvoicesCsv = (invoices: readonly InvoiceSummary[]): string => {
  const rows = invoices.map((invoice) => {
    const amount = (minor: bigint) => formatDecimal({ minor, currency: invoice.currency });
    return [
      invoice.number,
      invoice.issueOn,
      invoice.dueOn,
      invoice.periodStartOn,
      invoice.periodEndOn,
      invoice.currency,
      amount(invoice.subtotalMinor),
      amount(invoice.taxMinor),
      amount(invoice.totalMinor),
      amount(invoice.totalMinor - invoice.balanceMinor),
      amount(invoice.balanceMinor),
    ];
  });
  return writeCsv([columns, ...rows]);
};
