import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { TableScroll } from "@/components/ui/table-scroll";
import type { BillRunsPage, NamedBillRun } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../_components/grid-table";
import { RoomHeader } from "../../_components/room-header";
import { RunState } from "./run-state";
import { StartSection, type StartSectionProps } from "./start-section";

type RunsScreenProps = StartSectionProps & { page: BillRunsPage; before: string | null; zone: string };

function Row({ run, zone }: { run: NamedBillRun; zone: string }) {
  const t = useTranslations("operations.runs.run");
  return (
    <GridRow data-testid={`row-${run.id}`} className="hover:bg-bg">
      <GridCell className="font-medium whitespace-nowrap md:pl-6!">
        <Link href={`/console/billing-runs/${run.id}` as Route} className="text-text no-underline hover:underline">
          <DayText day={run.throughOn} />
        </Link>
        <span className="block text-micro font-normal text-text-2 md:hidden">{run.sellerName}</span>
      </GridCell>
      <GridCell className={`${wideOnly} text-text-2`}>{run.sellerName}</GridCell>
      <GridCell>
        <RunState run={run} />
      </GridCell>
      <GridCell align="right" className={wideOnly}>
        {run.accountCount}
      </GridCell>
      <GridCell align="right" className={`${wideOnly} ${run.errorCount > 0 ? "font-medium text-danger" : ""}`}>
        {run.errorCount}
      </GridCell>
      <GridCell align="right" className="font-medium max-md:pr-0!">
        {run.amounts.length === 0 && "–"}
        {run.amounts.map(({ currency, totalMinor }) => (
          <MoneyText key={currency} minor={totalMinor} currency={currency} className="block" />
        ))}
      </GridCell>
      <GridCell className={`${wideOnly} text-text-2`}>
        <TimeText at={run.startedAt} zone={zone} withDay />
      </GridCell>
      <GridCell className={`${wideOnly} text-text-2 md:pr-6!`}>{run.starterName ?? t("system")}</GridCell>
    </GridRow>
  );
}

function RunsTable({ page, zone }: { page: BillRunsPage; zone: string }) {
  const t = useTranslations("operations.runs");
  return (
    <TableScroll label={t("title")} className="max-md:px-4 md:[&_th:first-child]:pl-6 md:[&_th:last-child]:pr-6">
      <GridTable>
        <GridHead
          columns={[
            { key: "through", label: t("columns.through") },
            { key: "seller", label: t("columns.seller"), isWide: true },
            { key: "state", label: t("columns.state") },
            { key: "accounts", label: t("columns.accounts"), align: "right", isWide: true },
            { key: "errors", label: t("columns.errors"), align: "right", isWide: true },
            { key: "total", label: t("columns.total"), align: "right" },
            { key: "started", label: t("columns.started"), isWide: true },
            { key: "by", label: t("columns.by"), isWide: true },
          ]}
        />
        <tbody>
          {page.runs.map((run) => (
            <Row key={run.id} run={run} zone={zone} />
          ))}
        </tbody>
      </GridTable>
    </TableScroll>
  );
}

export function RunsScreen({ page, before, zone, ...start }: RunsScreenProps) {
  const t = useTranslations("operations.runs");
  const isEmpty = page.runs.length === 0;
  return (
    <PageMain page="F4" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")} />
      <StartSection {...start} />
      {isEmpty && (
        <div className="px-4 md:px-6">
          <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
        </div>
      )}
      {!isEmpty && <RunsTable page={page} zone={zone} />}
      <nav aria-label={t("pages")} className="flex justify-end gap-2 px-4 py-3 md:px-6">
        {before && <LinkButton href={"/console/billing-runs" as Route}>{t("newest")}</LinkButton>}
        {page.nextCursor && (
          <LinkButton href={`/console/billing-runs?before=${page.nextCursor}` as Route}>{t("older")}</LinkButton>
        )}
      </nav>
    </PageMain>
  );
}
