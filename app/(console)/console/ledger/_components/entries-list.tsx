import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { tableRoles } from "@/components/ui/table-roles";
import { TableScroll } from "@/components/ui/table-scroll";
import type { JournalEntryInList, JournalPage } from "@/server/support";
import { GridCell, GridHead, GridTable, wideOnly } from "../../_components/grid-table";
import { type LedgerAddress, ledgerHref, recognitionHref } from "./ledger-address";

const hrefOf = (entry: JournalEntryInList): Route | null => {
  if (entry.sourceKind === "recognition") return recognitionHref(entry.sourceId);
  return entry.invoiceId ? (`/console/invoices/${entry.invoiceId}` as Route) : null;
};

const withoutInvoice: Readonly<Record<string, string>> = { payment: "paymentAlone", account_credit: "creditAlone" };

function Document({ entry }: { entry: JournalEntryInList }) {
  const t = useTranslations("finance.ledger.kinds");
  const number = entry.invoiceNumber ?? "";
  const isAlone = entry.invoiceId === null && Object.hasOwn(withoutInvoice, entry.sourceKind);
  const kind = isAlone ? withoutInvoice[entry.sourceKind] : entry.sourceKind;
  const words = t.has(kind as "invoice") ? t(kind as "invoice", { number }) : kind;
  const href = hrefOf(entry);
  if (!href) return words;
  return (
    <Link
      href={href}
      data-list-link=""
      className="inline-flex min-h-6 items-center text-brand no-underline hover:underline"
    >
      {words}
    </Link>
  );
}

// On phones an entry is a block of its own: what it is of above, and its postings under it.
const tight = "max-md:h-auto max-md:px-0 max-md:py-0.5";

function Entry({ entry }: { entry: JournalEntryInList }) {
  const figure = (minor: bigint, currency: string) => <MoneyText minor={minor} currency={currency} symbol={false} />;
  return (
    <tbody
      {...tableRoles.group}
      data-testid={`row-${entry.id}`}
      className="border-t border-border has-focus-visible:bg-brand-soft max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto_76px_84px] max-md:px-4 max-md:py-2"
    >
      {entry.postings.map((posting, place) => (
        <tr
          key={`${posting.ledgerAccount} ${posting.detail} ${posting.currency}`}
          {...tableRoles.row}
          className="max-md:contents"
        >
          {place === 0 && (
            <>
              <GridCell
                {...tableRoles.cell}
                rowSpan={entry.postings.length}
                className="align-top whitespace-nowrap text-text-2 max-md:hidden md:pl-6!"
              >
                <DayText day={entry.postedOn} />
              </GridCell>
              <GridCell
                {...tableRoles.cell}
                rowSpan={entry.postings.length}
                className={`align-top max-md:col-span-full ${tight}`}
              >
                <span className="max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-4">
                  <Document entry={entry} />
                  <DayText day={entry.postedOn} className="text-small text-text-2 md:hidden" />
                </span>
                {entry.accountName && (
                  <span className="block truncate text-small text-text-2">{entry.accountName}</span>
                )}
              </GridCell>
              <GridCell
                {...tableRoles.cell}
                rowSpan={entry.postings.length}
                className={`align-top text-text-2 ${wideOnly}`}
              >
                {entry.sellerName}
              </GridCell>
            </>
          )}
          <GridCell {...tableRoles.cell} className={`md:pl-2! ${tight}`}>
            <span className="font-medium">{posting.name}</span>{" "}
            <span className="text-text-2 max-md:hidden">{posting.detail}</span>
          </GridCell>
          <GridCell {...tableRoles.cell} className={`text-text-2 max-md:pr-1 ${tight}`}>
            {posting.currency}
          </GridCell>
          <GridCell {...tableRoles.cell} align="right" className={tight}>
            {posting.amountMinor > 0n && figure(posting.amountMinor, posting.currency)}
          </GridCell>
          <GridCell {...tableRoles.cell} align="right" className={`md:pr-6! ${tight}`}>
            {posting.amountMinor < 0n && figure(-posting.amountMinor, posting.currency)}
          </GridCell>
        </tr>
      ))}
    </tbody>
  );
}

export function EntriesList({ page, address }: { page: JournalPage; address: LedgerAddress }) {
  const t = useTranslations("finance.ledger");
  const column = (key: "day" | "document" | "seller" | "account" | "currency") => ({ key, label: t(`columns.${key}`) });
  return (
    <>
      <TableScroll label={t("views.entries")} className="border-b border-border">
        <GridTable {...tableRoles.table} className="max-md:block">
          <GridHead
            className="max-md:sr-only"
            columns={[
              { ...column("day"), label: <span className="md:pl-6">{t("columns.day")}</span>, isWide: true },
              column("document"),
              { ...column("seller"), isWide: true },
              column("account"),
              column("currency"),
              { key: "debit", label: t("columns.debit"), align: "right" },
              { key: "credit", label: <span className="md:pr-6">{t("columns.credit")}</span>, align: "right" },
            ]}
          />
          {page.entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </GridTable>
      </TableScroll>
      <nav
        aria-label={t("pages")}
        className="flex items-center justify-between gap-4 px-4 py-3 text-small text-text-2 md:px-6"
      >
        <span>{t("shown", { count: page.entries.length })}</span>
        <span className="flex gap-2">
          {address.after && <LinkButton href={ledgerHref({ ...address, after: null })}>{t("first")}</LinkButton>}
          {page.next && <LinkButton href={ledgerHref({ ...address, after: page.next })}>{t("next")}</LinkButton>}
        </span>
      </nav>
    </>
  );
}
