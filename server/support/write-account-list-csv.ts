import { dayInZone, formatDecimal, money } from "@/server/kernel";
import { asPlainText, writeCsv } from "@/server/platform/write-csv";
import type { AccountRow } from "./list-accounts";

const columns: Readonly<Record<string, (row: AccountRow, zone: string) => string>> = {
  account: (row) => asPlainText(row.name),
  number: (row) => row.reference,
  email: (row) => asPlainText(row.email),
  kind: (row) => row.kind,
  status: (row) => row.status,
  country: (row) => row.country,
  since: (row, zone) => dayInZone(row.activatedAt, zone),
  currency: (row) => row.currency,
  owes: (row) => owedIn(row),
  owes_elsewhere: (row) =>
    row.balances
      .filter(({ currency }) => currency !== row.currency)
      .map(({ currency, balanceMinor }) => `${formatDecimal(money(balanceMinor, currency))} ${currency}`)
      .join(", "),
  account_id: (row) => row.id,
};

const owedIn = ({ balances, currency }: AccountRow): string =>
  formatDecimal(money(balances.find((one) => one.currency === currency)?.balanceMinor ?? 0n, currency));

const moneyColumns: readonly string[] = ["owes", "owes_elsewhere"];

/** A line with the names of the columns, then one an account; without what it owes for who may not see it. */
export async function* writeAccountListCsv(
  batches: AsyncIterable<readonly AccountRow[]>,
  { zone, withMoney }: { readonly zone: string; readonly withMoney: boolean },
): AsyncGenerator<string> {
  const shown = Object.entries(columns).filter(([name]) => withMoney || !moneyColumns.includes(name));
  yield writeCsv([shown.map(([name]) => name)]);
  for await (const rows of batches) {
    if (rows.length > 0) yield writeCsv(rows.map((row) => shown.map(([, read]) => read(row, zone))));
  }
}
