import { formatDecimal, money, type PlainDate } from "@/server/kernel";
import { invoiceStateOf } from "./core";
import type { InvoiceListRow } from "./invoice-set-queries";

const columns: Readonly<Record<string, (row: InvoiceListRow, today: PlainDate) => string>> = {
  number: (row) => row.number,
  account: (row) => row.accountName,
  account_id: (row) => row.accountId,
  seller: (row) => row.sellerName,
  status: invoiceStateOf,
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

const newLine = "\r\n";

/** A text that a spreadsheet would take for a formula begins with an apostrophe. */
export const writeCsvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A line with the names of the columns, then one an invoice: amounts as plain decimals with as many places as the currency has. */
export async function* writeInvoicesCsv(
  batches: AsyncIterable<readonly InvoiceListRow[]>,
  today: PlainDate,
): AsyncGenerator<string> {
  yield Object.keys(columns).join(",") + newLine;
  for await (const rows of batches) {
    const lines = rows.map((row) =>
      Object.values(columns)
        .map((read) => writeCsvCell(read(row, today)))
        .join(","),
    );
    if (lines.length > 0) yield lines.join(newLine) + newLine;
  }
}
