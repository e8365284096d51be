import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { dayInZone, type PlainDate } from "@/server/kernel";
import type { LastProof } from "@/server/proof";
import type { WorkGroup, WorkQueue } from "@/server/support";
import { KeyHints } from "../_components/key-hints";
import { ListKeys } from "../_components/list-keys";
import { RoomHeader } from "../_components/room-header";
import { ProofLine } from "./proof-line";
import { QueueSection } from "./queue-section";

export type QueueScreenProps = {
  queue: WorkQueue;
  /** Undefined for who may not see it. */
  proof: LastProof | null | undefined;
  expanded: WorkGroup | null;
  now: Date;
  zone: string;
};

function NextRun({ next, zone }: { next: WorkQueue["nextBilling"]; zone: string }) {
  const t = useTranslations("operations.queue");
  if (!next) return t("noNext");
  return t("next", { day: formatDay(dayInZone(next.at, zone)), count: next.count });
}

export function QueueScreen({ queue, proof, expanded, now, zone }: QueueScreenProps) {
  const t = useTranslations("operations.queue");
  const isEmpty = queue.sections.length === 0;
  const today: PlainDate = dayInZone(now, zone);
  return (
    <PageMain page="C1" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")}>
        {!isEmpty && (
          <p className="flex items-center gap-1.5 text-small text-text-2">
            <CalendarClock aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
            <span>
              <NextRun next={queue.nextBilling} zone={zone} />
            </span>
          </p>
        )}
      </RoomHeader>
      {proof !== undefined && <ProofLine proof={proof} zone={zone} />}
      {isEmpty && (
        <div className="px-4 md:px-6">
          <EmptyState title={t("empty")}>
            <NextRun next={queue.nextBilling} zone={zone} />
          </EmptyState>
        </div>
      )}
      {queue.sections.map((section) => (
        <QueueSection
          key={section.group}
          section={section}
          isExpanded={section.group === expanded}
          today={today}
          zone={zone}
        />
      ))}
      {!isEmpty && (
        <p className="flex flex-wrap justify-between gap-4 px-4 py-3 text-small text-text-2 md:px-6">
          <KeyHints
            hints={[
              { keys: ["j", "k"], label: t("keyMove") },
              { keys: ["Enter"], label: t("keyOpen") },
            ]}
          />
          <span>{t("onlyWhatNeeds")}</span>
        </p>
      )}
      <ListKeys />
    </PageMain>
  );
}
