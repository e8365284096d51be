import { invoiceStatus } from "@/server/invoices/core";
import { formatDecimal, money, type PlainDate } from "@/server/kernel";
import { asPlainText, writeCsv } from "@/server/platform/write-csv";
import type { InvoiceListRow } from "./invoice-set-queries";

const columns: Readonly<Record<string, (row: InvoiceListRow, today: PlainDate) => string>> = {
  number: (row) => row.number,
  account: (row) => asPlainText(row.accountName),
  account_id: (row) => row.accountId,
  seller: (row) => asPlainText(row.sellerName),
  status: (row, today) => invoiceStatus(row, today),
  issued: (row) => row.issueOn,
  due: (row) => row.dueOn,
  currency: (row) => row.currency,
  net: (row) => amount(row.netMinor, row),
  tax: (row) => amount(row.taxMinor, row),
  total: (row) => amount(row.totalMinor, row),
  balance: (row) => amount(row.balanceMinor, row),
  card: (row) => [row.cardBrand, row.cardLast4].filter(Boolean).join(" "),
  tries: (row) => String(row.attempts),
  last_reason: (row) => row.declineReason ?? "",
  run: (row) => row.runId ?? "",
  invoice_id: (row) => row.id,
};

const amount = (minor: bigint, { currency }: InvoiceListRow): string => formatDecimal(money(minor, currency));

/** A line with the names of the columns, then one an invoice: amounts as plain decimals with as many places as the currency has. */
export async function* writeInvoiceListCsv(
  batches: AsyncIterable<readonly InvoiceListRow[]>,
  today: PlainDate,
): AsyncGenerator<string> {
  yield writeCsv([Object.keys(columns)]);
  for await (const rows of batches) {
    if (rows.length > 0) yield writeCsv(rows.map((row) => Object.values(columns).map((read) => read(row, today))));
  }
}
