import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatDay, formatMonth } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { PageMain } from "@/components/layout/page-main";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { TableScroll } from "@/components/ui/table-scroll";
import type { RecognitionPage } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../_components/grid-table";
import { ListKeys } from "../../_components/list-keys";
import { RecordHeader } from "../../_components/room-header";
import { recognitionHref } from "./ledger-address";

type RecognitionScreenProps = { page: RecognitionPage; recognitionId: string; after: string | null };

export function RecognitionScreen({ page, recognitionId, after }: RecognitionScreenProps) {
  const t = useTranslations("finance.ledger.recognition");
  const words = useTranslations("finance.ledger");
  const title = t("title", { day: formatDay(page.day) });
  return (
    <PageMain page="F7">
      <RecordHeader crumbs={[{ href: "/console/ledger", label: words("title") }]} title={title} />
      <TableScroll label={title} className="border-b border-border">
        <GridTable>
          <GridHead
            columns={[
              { key: "invoice", label: <span className="pl-4 md:pl-6">{t("invoice")}</span> },
              { key: "account", label: t("account") },
              { key: "month", label: t("month") },
              { key: "family", label: t("family"), isWide: true },
              { key: "currency", label: words("columns.currency") },
              { key: "amount", label: <span className="pr-4 md:pr-6">{t("amount")}</span>, align: "right" },
            ]}
          />
          <tbody>
            {page.rows.map((row) => (
              <GridRow
                key={`${row.lineId} ${row.month}`}
                className="relative hover:bg-bg has-focus-visible:bg-brand-soft"
              >
                <GridCell className="pl-4! md:pl-6!">
                  <Link
                    href={`/console/invoices/${row.invoiceId}` as Route}
                    data-list-link=""
                    className="font-mono text-micro text-brand no-underline after:absolute after:inset-0 hover:underline"
                  >
                    {row.invoiceNumber}
                  </Link>
                </GridCell>
                <GridCell className="font-medium">{row.accountName}</GridCell>
                <GridCell className="text-text-2">{formatMonth(row.month)}</GridCell>
                <GridCell className={`${wideOnly} text-text-2`}>{row.revenueAccount}</GridCell>
                <GridCell className="text-text-2">{row.currency}</GridCell>
                <GridCell align="right" className="pr-4! font-medium md:pr-6!">
                  <MoneyText minor={row.amountMinor} currency={row.currency} symbol={false} />
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      </TableScroll>
      <nav aria-label={words("pages")} className="flex justify-end gap-2 px-4 py-3 md:px-6">
        {after && <LinkButton href={recognitionHref(recognitionId)}>{words("first")}</LinkButton>}
        {page.next && <LinkButton href={recognitionHref(recognitionId, page.next)}>{words("next")}</LinkButton>}
      </nav>
      <ListKeys />
    </PageMain>
  );
}
