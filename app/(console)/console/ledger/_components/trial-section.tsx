import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { TableScroll } from "@/components/ui/table-scroll";
import type { PlainDate } from "@/server/kernel";
import type { LedgerAccountCode } from "@/server/ledger/core";
import type { TrialBalance } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../_components/grid-table";
import { ledgerHref } from "./ledger-address";

type TrialRow = TrialBalance["rows"][number];

function Check({ holds, label, value, note }: { holds: boolean; label: string; value: ReactNode; note: string }) {
  const Icon = holds ? CircleCheck : CircleAlert;
  return (
    <div className="flex-1 px-4 py-2.5 md:first:pl-6">
      <p className={`flex items-center gap-1.5 text-small ${holds ? "text-text-2" : "font-medium text-danger"}`}>
        <Icon aria-hidden size={16} strokeWidth={1.75} className={holds ? "text-success" : "text-danger"} />
        {label}
      </p>
      <p className="text-small text-text-2">
        <span className="tabular text-h3 font-semibold text-text">{value}</span> {note}
      </p>
    </div>
  );
}

function Checks({ book }: { book: TrialBalance }) {
  const t = useTranslations("finance.ledger");
  const { currency, debitMinor, creditMinor, receivableMinor, openInvoices } = book;
  const difference = debitMinor - creditMinor;
  const isCovered = receivableMinor === openInvoices.balanceMinor;
  return (
    <div className="border-y border-border md:flex md:divide-x md:divide-border">
      <Check
        holds={difference === 0n}
        label={t(difference === 0n ? "balancesAtZero" : "notAtZero")}
        value={<MoneyText minor={difference} currency={currency} testId="amt-difference" />}
        note={t("difference")}
      />
      <Check
        holds={isCovered}
        label={t(isCovered ? "receivable" : "receivableOff")}
        value={<MoneyText minor={receivableMinor} currency={currency} testId="amt-receivable" />}
        note={t("openInvoices", {
          amount: formatMoney(openInvoices.balanceMinor, currency),
          count: openInvoices.count,
        })}
      />
    </div>
  );
}

function AccountRow({ row, day }: { row: TrialRow; day: PlainDate | null }) {
  const t = useTranslations("finance.ledger");
  const account = row.ledgerAccount as LedgerAccountCode;
  const balance = row.debitMinor - row.creditMinor;
  const figure = (minor: bigint) => <MoneyText minor={minor} currency={row.currency} symbol={false} />;
  const entries = ledgerHref({
    view: "entries",
    ledgerAccount: account,
    sellerKey: row.sellerKey,
    currency: row.currency,
    to: day,
  });
  return (
    <GridRow data-testid={`row-${account}`} className="relative hover:bg-bg has-focus-visible:bg-brand-soft">
      <GridCell className="pl-4! md:pl-6!">
        <Link
          href={entries}
          data-list-link=""
          className="font-medium text-text no-underline after:absolute after:inset-0 hover:underline"
        >
          {t(`accounts.${account}`)}
        </Link>
      </GridCell>
      <GridCell className={`${wideOnly} text-text-2`}>{t(`types.${row.type}`)}</GridCell>
      <GridCell align="right" className={`${wideOnly} text-text-2`}>
        {figure(row.debitMinor)}
      </GridCell>
      <GridCell align="right" className={`${wideOnly} text-text-2`}>
        {figure(row.creditMinor)}
      </GridCell>
      <GridCell align="right" className="font-medium">
        {balance > 0n && figure(balance)}
      </GridCell>
      <GridCell align="right" className="pr-4! font-medium md:pr-6!">
        {balance < 0n && figure(-balance)}
      </GridCell>
    </GridRow>
  );
}

const positive = (minor: bigint): bigint => (minor > 0n ? minor : 0n);

function TotalRow({ book }: { book: TrialBalance }) {
  const t = useTranslations("finance.ledger");
  const balances = book.rows.map((row) => row.debitMinor - row.creditMinor);
  const figure = (minor: bigint, testId: string) => (
    <MoneyText minor={minor} currency={book.currency} symbol={false} testId={testId} />
  );
  return (
    <GridRow className="border-t-2 border-text bg-sunken font-semibold dark:border-border-strong">
      <GridCell className="pl-4! md:pl-6!">{t("total", { currency: book.currency })}</GridCell>
      <GridCell className={wideOnly} />
      <GridCell align="right" className={wideOnly}>
        {figure(book.debitMinor, "amt-debits")}
      </GridCell>
      <GridCell align="right" className={wideOnly}>
        {figure(book.creditMinor, "amt-credits")}
      </GridCell>
      <GridCell align="right">
        {figure(
          balances.reduce((sum, minor) => sum + positive(minor), 0n),
          "amt-balance-debit",
        )}
      </GridCell>
      <GridCell align="right" className="pr-4! md:pr-6!">
        {figure(
          balances.reduce((sum, minor) => sum + positive(-minor), 0n),
          "amt-balance-credit",
        )}
      </GridCell>
    </GridRow>
  );
}

/** The books of one seller in one currency: what was booked on each account, and that it comes to nothing. */
export function TrialSection({ book, day }: { book: TrialBalance; day: PlainDate | null }) {
  const t = useTranslations("finance.ledger");
  const title = t("trialTitle", { seller: book.sellerName, currency: book.currency });
  const id = `trial-${book.sellerKey}-${book.currency}`;
  return (
    <section aria-labelledby={id} className="border-b border-border">
      <h2 id={id} className="bg-bg px-4 py-2 text-small font-semibold md:px-6">
        {title}
      </h2>
      <Checks book={book} />
      <TableScroll label={title}>
        <GridTable className="md:table-fixed">
          <GridHead
            columns={[
              { key: "account", label: <span className="pl-4 md:pl-6">{t("columns.account")}</span> },
              { key: "type", label: "", isWide: true },
              { key: "debits", label: t("columns.debits"), align: "right", isWide: true },
              { key: "credits", label: t("columns.credits"), align: "right", isWide: true },
              { key: "dr", label: t("columns.balanceDebit"), align: "right" },
              { key: "cr", label: <span className="pr-4 md:pr-6">{t("columns.balanceCredit")}</span>, align: "right" },
            ]}
          />
          <tbody>
            {book.rows.map((row) => (
              <AccountRow key={row.ledgerAccount} row={row} day={day} />
            ))}
            <TotalRow book={book} />
          </tbody>
        </GridTable>
      </TableScroll>
    </section>
  );
}
