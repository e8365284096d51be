import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { dayInZone, type PlainDate } from "@/server/kernel";
import type { WorkGroup, WorkQueue } from "@/server/support";
import { RoomHeader } from "../_components/room-header";
import { QueueSection } from "./queue-section";

export type QueueScreenProps = { queue: WorkQueue; expanded: WorkGroup | null; now: Date; zone: string };

function NextRun({ next, zone }: { next: WorkQueue["nextBilling"]; zone: string }) {
  const t = useTranslations("operations.queue");
  if (!next) return t("noNext");
  return t("next", { day: formatDay(dayInZone(next.at, zone)), count: next.count });
}

export function QueueScreen({ queue, expanded, now, zone }: QueueScreenProps) {
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
    </PageMain>
  );
}
