import type { Route } from "next";
import { useTranslations } from "next-intl";
import { InvoiceStatusBadge } from "@/components/billing/invoice-status-badge";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { Link } from "@/components/ui/link";
import type { PlainDate } from "@/server/kernel";
import type { AccountPageView } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";

export function InvoicesSection({ view, today }: { view: AccountPageView; today: PlainDate }) {
  const t = useTranslations("console.account.invoices");
  const { invoices, totals, account } = view;
  const count = totals.reduce((sum, { invoiceCount }) => sum + invoiceCount, 0);
  const all = (
    <Link
      href={`/console/accounts/${account.id}?kind=invoices#timeline` as Route}
      className="text-brand no-underline hover:underline"
    >
      {t("all", { count })}
    </Link>
  );
  return (
    <Section id="invoices" title={t("title")} count={count} aside={count > invoices.length ? all : undefined}>
      {invoices.length === 0 && <Nothing>{t("none")}</Nothing>}
      {invoices.length > 0 && (
        <GridTable>
          <GridHead
            columns={[
              { key: "number", label: t("number") },
              { key: "period", label: t("period"), isWide: true },
              { key: "status", label: t("status") },
              { key: "total", label: t("total"), align: "right", isWide: true },
              { key: "balance", label: t("balance"), align: "right" },
            ]}
          />
          <tbody>
            {invoices.map((invoice) => (
              <GridRow key={invoice.id} data-testid={`row-${invoice.id}`}>
                <GridCell>
                  <Link
                    href={`/console/invoices/${invoice.id}` as Route}
                    className="whitespace-nowrap font-mono text-micro text-brand no-underline hover:underline"
                  >
                    {invoice.number}
                  </Link>
                </GridCell>
                <GridCell className={`${wideOnly} text-text-2`}>
                  <PeriodText period={{ start: invoice.periodStartOn, end: invoice.periodEndOn }} />
                </GridCell>
                <GridCell>
                  <InvoiceStatusBadge invoice={invoice} today={today} />
                </GridCell>
                <GridCell align="right" className={`${wideOnly} text-text-2`}>
                  <MoneyText minor={invoice.totalMinor} currency={invoice.currency} />
                </GridCell>
                <GridCell align="right" className="font-medium">
                  <MoneyText minor={invoice.balanceMinor} currency={invoice.currency} />
                </GridCell>
              </GridRow>
            ))}
            {totals.map(({ currency, balanceMinor }) => (
              <GridRow key={currency} className="font-semibold">
                <GridCell>{t("receivable")}</GridCell>
                <GridCell className={wideOnly} />
                <GridCell />
                <GridCell className={wideOnly} />
                <GridCell align="right">
                  <MoneyText minor={balanceMinor} currency={currency} />
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      )}
    </Section>
  );
}
