import { useTranslations } from "next-intl";
import { formatMonth } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import type { InvoicePageView } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";

export function RevenueSection({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.revenue");
  const { invoice, revenue } = view;
  const rows = revenue.flatMap(({ lineId, months }) => {
    const line = invoice.lines.find(({ id }) => id === lineId);
    return months.map((month) => ({ ...month, lineId, description: line?.description ?? "" }));
  });
  return (
    <Section id="revenue" title={t("title")}>
      {rows.length === 0 && <Nothing>{t("none")}</Nothing>}
      {rows.length > 0 && (
        <GridTable>
          <GridHead
            columns={[
              { key: "month", label: t("month") },
              { key: "line", label: t("line") },
              { key: "amount", label: t("amount"), align: "right" },
            ]}
          />
          <tbody>
            {rows.map(({ month, lineId, description, amountMinor }) => (
              <GridRow key={`${lineId} ${month}`}>
                <GridCell className="text-text-2">{formatMonth(month)}</GridCell>
                <GridCell className="font-medium">{description}</GridCell>
                <GridCell align="right">
                  <MoneyText minor={amountMinor} currency={invoice.currency} />
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      )}
    </Section>
  );
}
