import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import type { BillRunPage, NamedBillRun } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { RecordHeader } from "../../../_components/room-header";
import { Nothing, Section } from "../../../_components/section";
import type { VerbAction } from "../../../_components/verb-form";
import { RunState } from "../../_components/run-state";
import { RefreshWhile } from "./refresh-while";
import { RunErrors } from "./run-errors";
import { RunProgress } from "./run-progress";

type RunScreenProps = { page: BillRunPage; retry: VerbAction | null; readAt: Date; zone: string };

function Totals({ run }: { run: NamedBillRun }) {
  const t = useTranslations("operations.runs.run");
  const currencies = [...new Set([...run.planned, ...run.amounts].map(({ currency }) => currency))].sort();
  const none = { invoiceCount: 0, totalMinor: 0n };
  return (
    <Section id="totals" title={t("totals")}>
      {currencies.length === 0 && <Nothing>{t("nothing")}</Nothing>}
      {currencies.length > 0 && (
        <GridTable>
          <GridHead
            columns={[
              { key: "currency", label: t("currency") },
              { key: "plannedInvoices", label: t("plannedInvoices"), align: "right", isWide: true },
              { key: "planned", label: t("planned"), align: "right", isWide: true },
              { key: "invoices", label: t("invoices"), align: "right" },
              { key: "posted", label: t("posted"), align: "right" },
            ]}
          />
          <tbody>
            {currencies.map((currency) => {
              const planned = run.planned.find((one) => one.currency === currency) ?? none;
              const posted = run.amounts.find((one) => one.currency === currency) ?? none;
              return (
                <GridRow key={currency} data-testid={`row-${currency}`}>
                  <GridCell className="font-medium">{currency}</GridCell>
                  <GridCell align="right" className="text-text-2 max-md:hidden">
                    {planned.invoiceCount}
                  </GridCell>
                  <GridCell align="right" className="text-text-2 max-md:hidden">
                    <MoneyText minor={planned.totalMinor} currency={currency} />
                  </GridCell>
                  <GridCell align="right">{posted.invoiceCount}</GridCell>
                  <GridCell align="right" className="font-medium">
                    <MoneyText minor={posted.totalMinor} currency={currency} />
                  </GridCell>
                </GridRow>
              );
            })}
          </tbody>
        </GridTable>
      )}
    </Section>
  );
}

export function RunScreen({ page, retry, readAt, zone }: RunScreenProps) {
  const t = useTranslations("operations.runs");
  const { run, errors } = page;
  const isRunning = run.status === "running";
  const seconds = run.endedAt ? Math.round((run.endedAt.getTime() - run.recordedAt.getTime()) / 100) / 10 : null;
  return (
    <PageMain page="F4">
      <RefreshWhile isRunning={isRunning} />
      <RecordHeader
        crumbs={[
          { href: "/console/billing-runs", label: t("crumb") },
          { label: <span className="font-mono">{run.id}</span> },
        ]}
        title={t("run.heading", { day: formatDay(run.throughOn) })}
        badges={<RunState run={run} />}
        facts={
          <>
            <span>{run.sellerName}</span>
            <span>{run.starterName ?? t("run.system")}</span>
            <TimeText at={run.startedAt} zone={zone} withDay />
            <span className="tabular">
              {t("run.progress", { done: run.accountCount, planned: run.plannedAccountCount })}
            </span>
            {seconds !== null && <span className="tabular">{t("run.took", { seconds })}</span>}
          </>
        }
      />
      {isRunning && <RunProgress run={run} readAt={readAt} />}
      <Totals run={run} />
      {(errors.length > 0 || !isRunning) && (
        <RunErrors runId={run.id} errors={errors} retry={isRunning ? null : retry} />
      )}
    </PageMain>
  );
}
