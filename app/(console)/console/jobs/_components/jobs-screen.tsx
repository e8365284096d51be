import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import { Notice } from "@/components/ui/notice";
import { TableScroll } from "@/components/ui/table-scroll";
import type { EngineFunction, FailedRun, OutboxState } from "@/server/platform";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../_components/grid-table";
import { RoomHeader } from "../../_components/room-header";
import { Nothing, Section } from "../../_components/section";

type Engine = { functions: readonly EngineFunction[]; failed: readonly FailedRun[] };
type JobsScreenProps = { engine: Engine | null; outbox: OutboxState; zone: string };

function Functions({ functions, zone }: { functions: readonly EngineFunction[]; zone: string }) {
  const t = useTranslations("operations.jobs.functions");
  return (
    <Section id="functions" title={t("title")} count={functions.length} aside={t("aside")}>
      {functions.length === 0 && <Nothing>{t("none")}</Nothing>}
      {functions.length > 0 && (
        <TableScroll label={t("title")}>
          <GridTable>
            <GridHead
              columns={[
                { key: "name", label: t("name") },
                { key: "trigger", label: t("trigger"), isWide: true },
                { key: "last", label: t("last"), isWide: true },
                { key: "running", label: t("running"), align: "right" },
                { key: "completed", label: t("completed"), align: "right" },
                { key: "failed", label: t("failed"), align: "right" },
              ]}
            />
            <tbody>
              {functions.map((one) => (
                <GridRow key={one.id} data-testid={`row-${one.id}`}>
                  <GridCell className="font-medium break-all">
                    {one.id} {!one.isServed && <span className="text-small text-danger">{t("removed")}</span>}
                  </GridCell>
                  <GridCell className={`${wideOnly} font-mono text-micro text-text-2`}>
                    {one.triggers.join(", ")}
                  </GridCell>
                  <GridCell className={`${wideOnly} whitespace-nowrap text-text-2`}>
                    {one.lastRunAt ? <TimeText at={one.lastRunAt} zone={zone} withDay withSeconds /> : t("never")}
                  </GridCell>
                  <GridCell align="right">{one.running}</GridCell>
                  <GridCell align="right">{one.completed}</GridCell>
                  <GridCell align="right" className={one.failed > 0 ? "font-medium text-danger" : "text-text-2"}>
                    {one.failed}
                  </GridCell>
                </GridRow>
              ))}
            </tbody>
          </GridTable>
        </TableScroll>
      )}
    </Section>
  );
}

function Failed({ failed, zone }: { failed: readonly FailedRun[]; zone: string }) {
  const t = useTranslations("operations.jobs.failed");
  return (
    <Section id="failed" title={t("title")} count={failed.length}>
      {failed.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {failed.map((run) => (
          <li
            key={run.id}
            data-testid={`row-${run.id}`}
            className="grid gap-x-4 gap-y-0.5 border-t border-row-sep py-2 text-table first:border-t-0 md:grid-cols-[minmax(0,260px)_160px_minmax(0,1fr)]"
          >
            <span className="font-medium break-all">{run.functionId}</span>
            <TimeText at={run.endedAt} zone={zone} withDay className="text-text-2" />
            <span className="break-words text-danger">{run.error}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Outbox({ outbox, zone }: { outbox: OutboxState; zone: string }) {
  const t = useTranslations("operations.jobs.batches");
  const lag = outbox.unsentCount > 0 ? ` · ${t("lag", { seconds: outbox.lagSeconds })}` : "";
  return (
    <Section id="batches" title={t("title")} aside={`${t("unsent", { count: outbox.unsentCount })}${lag}`}>
      {outbox.recent.length === 0 && <Nothing>{t("none")}</Nothing>}
      {outbox.recent.length > 0 && (
        <GridTable>
          <GridHead
            columns={[
              { key: "name", label: t("name") },
              { key: "documents", label: t("documents"), align: "right" },
              { key: "written", label: t("written"), isWide: true },
              { key: "sent", label: t("sent") },
            ]}
          />
          <tbody>
            {outbox.recent.map((batch) => (
              <GridRow key={batch.id} data-testid={`row-${batch.id}`}>
                <GridCell className="font-medium break-all">{batch.name}</GridCell>
                <GridCell align="right">{batch.documentCount}</GridCell>
                <GridCell className={`${wideOnly} text-text-2`}>
                  <TimeText at={batch.createdAt} zone={zone} withDay withSeconds />
                </GridCell>
                <GridCell className="text-text-2">
                  {batch.sentAt ? <TimeText at={batch.sentAt} zone={zone} withSeconds /> : t("waiting")}
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      )}
    </Section>
  );
}

export function JobsScreen({ engine, outbox, zone }: JobsScreenProps) {
  const t = useTranslations("operations.jobs");
  return (
    <PageMain page="D7">
      <RoomHeader title={t("title")} />
      {!engine && (
        <div className="px-4 py-5 md:px-6">
          <Notice tone="info" icon={<Info aria-hidden size={20} strokeWidth={1.75} />} title={t("otherEngine")}>
            {t("otherEngineBody")}
          </Notice>
        </div>
      )}
      {engine && <Functions functions={engine.functions} zone={zone} />}
      {engine && <Failed failed={engine.failed} zone={zone} />}
      <Outbox outbox={outbox} zone={zone} />
    </PageMain>
  );
}
