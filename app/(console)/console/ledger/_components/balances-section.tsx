import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { TableScroll } from "@/components/ui/table-scroll";
import type { PlainDate } from "@/server/kernel";
import { type LedgerAccountCode, ledgerAccountCodes } from "@/server/ledger/core";
import type { TrialBalance } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../_components/grid-table";
import { ledgerHref } from "./ledger-address";

type Balance = TrialBalance["rows"][number] & { readonly sellerName: string };

function BalanceRow({ row, isFirst, day }: { row: Balance; isFirst: boolean; day: PlainDate | null }) {
  const t = useTranslations("finance.ledger");
  const account = row.ledgerAccount as LedgerAccountCode;
  const { sellerKey, currency } = row;
  const balance = row.debitMinor - row.creditMinor;
  const figure = (minor: bigint) => <MoneyText minor={minor} currency={currency} symbol={false} />;
  return (
    <GridRow className={`relative hover:bg-bg has-focus-visible:bg-brand-soft ${isFirst ? "border-border" : ""}`}>
      <GridCell className="pl-4! font-medium md:pl-6!">{isFirst && t(`accounts.${account}`)}</GridCell>
      <GridCell>
        <Link
          href={ledgerHref({ view: "entries", ledgerAccount: account, sellerKey, currency, to: day })}
          data-list-link=""
          aria-label={`${t("show")}: ${t(`accounts.${account}`)}, ${row.sellerName}, ${currency}`}
          className="text-text no-underline after:absolute after:inset-0 hover:underline"
        >
          {row.sellerName}
        </Link>
      </GridCell>
      <GridCell className="text-text-2">{currency}</GridCell>
      <GridCell align="right" className={`${wideOnly} tabular text-text-2`}>
        {row.lineCount.toLocaleString("en-GB")}
      </GridCell>
      <GridCell align="right" className="font-medium">
        {balance > 0n && figure(balance)}
      </GridCell>
      <GridCell align="right" className="pr-4! font-medium md:pr-6!">
        {balance < 0n && figure(-balance)}
        {balance === 0n && figure(0n)}
      </GridCell>
    </GridRow>
  );
}

type BalancesSectionProps = { books: readonly TrialBalance[]; day: PlainDate | null; today: PlainDate };

/** The same balances by account: how much of it each seller has in each currency. */
export function BalancesSection({ books, day, today }: BalancesSectionProps) {
  const t = useTranslations("finance.ledger");
  const title = t("balancesTitle", { day: formatDay(day ?? today) });
  const all = books.flatMap((book) => book.rows.map((row): Balance => ({ ...row, sellerName: book.sellerName })));
  return (
    <section aria-labelledby="balances">
      <h2 id="balances" className="bg-bg px-4 py-2 text-small font-semibold md:px-6">
        {title}
      </h2>
      <TableScroll label={title} className="border-b border-border">
        <GridTable>
          <GridHead
            columns={[
              { key: "account", label: <span className="pl-4 md:pl-6">{t("columns.account")}</span> },
              { key: "seller", label: t("columns.seller") },
              { key: "currency", label: t("columns.currency") },
              { key: "lines", label: t("columns.entries"), align: "right", isWide: true },
              { key: "dr", label: t("columns.balanceDebit"), align: "right" },
              { key: "cr", label: <span className="pr-4 md:pr-6">{t("columns.balanceCredit")}</span>, align: "right" },
            ]}
          />
          <tbody>
            {ledgerAccountCodes.flatMap((code) =>
              all
                .filter((row) => row.ledgerAccount === code)
                .map((row, place) => (
                  <BalanceRow
                    key={`${code}-${row.sellerKey}-${row.currency}`}
                    row={row}
                    isFirst={place === 0}
                    day={day}
                  />
                )),
            )}
          </tbody>
        </GridTable>
      </TableScroll>
    </section>
  );
}
