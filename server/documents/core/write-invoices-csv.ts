import { formatDecimal, type PlainDate } from "@/server/kernel";

export type InvoiceToList = {
  readonly number: string;
  readonly issueOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly periodStartOn: PlainDate;
  readonly periodEndOn: PlainDate;
  readonly currency: string;
  readonly subtotalMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly balanceMinor: bigint;
};

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

/** Invoices for a spreadsheet (RFC 4180): days as in ISO 8601, amounts as plain decimals, nothing rounded. */
export const writeInvoicesCsv = (invoices: readonly InvoiceToList[]): string => {
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
  return [columns, ...rows].map((cells) => `${cells.join(",")}\r\n`).join("");
};
