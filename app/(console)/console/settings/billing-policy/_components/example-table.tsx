import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { TableScroll } from "@/components/ui/table-scroll";
import type { SituationOutcome } from "@/server/support/core";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";

type ExampleTableProps = { situations: readonly SituationOutcome[]; currency: string };

/** What the policy that holds comes to, each figure worked out by the functions that bill. */
export function ExampleTable({ situations, currency }: ExampleTableProps) {
  const t = useTranslations("policy.example");
  return (
    <TableScroll label={t("title")}>
      <GridTable>
        <GridHead
          columns={[
            { key: "situation", label: t("columns.situation") },
            { key: "day", label: t("columns.day"), align: "right" },
            { key: "next", label: t("columns.next"), align: "right" },
          ]}
        />
        <tbody>
          {situations.map(({ situation, minor, next }) => (
            <GridRow key={situation} data-testid={`situation-${situation}`}>
              <GridCell>{t(`situations.${situation}`)}</GridCell>
              <GridCell align="right" className="whitespace-nowrap">
                <MoneyText minor={minor} currency={currency} />
              </GridCell>
              <GridCell align="right" className="tabular text-text-2 md:whitespace-nowrap">
                {next && t("next", { amount: formatMoney(next.minor, currency), day: formatDay(next.on) })}
              </GridCell>
            </GridRow>
          ))}
        </tbody>
      </GridTable>
    </TableScroll>
  );
}
