import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { Notice } from "@/components/ui/notice";
import { dayInZone, type PlainDate } from "@/server/kernel";
import type { SubscriptionPageView } from "@/server/support";
import type { PreviewedAct } from "../../../_components/previewed-form";
import { RecordHeader } from "../../../_components/room-header";
import type { VerbAction } from "../../../_components/verb-form";
import { ChangeActions } from "./change-actions";
import { HistorySection } from "./history-section";
import { ChargesSection, Facts, LinesSection, ScheduledSection } from "./state-sections";
import { Status } from "./status";

export type SubscriptionScreenProps = {
  view: SubscriptionPageView;
  today: PlainDate;
  /** Null for whoever may only look. */
  verbs: { change: PreviewedAct; undo: VerbAction } | null;
  /** A day that was asked for and on which it was not there yet. */
  notYetOn: PlainDate | null;
};

export function SubscriptionScreen({ view, today, verbs, notYetOn }: SubscriptionScreenProps) {
  const t = useTranslations("subscription");
  const { account, subscription } = view;
  return (
    <PageMain page="T2">
      <RecordHeader
        crumbs={[
          { href: "/console/accounts", label: t("accounts") },
          { href: `/console/accounts/${account.id}`, label: account.name },
          { label: t("crumb") },
        ]}
        title={subscription.names.join(", ")}
        badges={<Status of={subscription} />}
        actions={verbs && <ChangeActions view={view} change={verbs.change} today={today} />}
      />
      {notYetOn && (
        <div className="border-b border-border px-4 py-4 md:px-6">
          <Notice
            tone="warning"
            icon={<History aria-hidden size={20} strokeWidth={1.75} />}
            title={t("history.notYet", { day: formatDay(notYetOn) })}
          >
            {t("history.notYetBody", { day: formatDay(dayInZone(subscription.createdAt, subscription.timeZone)) })}
          </Notice>
        </div>
      )}
      <Facts view={view} nextInvoice={view.nextInvoice} />
      <ChargesSection view={view} />
      <ScheduledSection view={view} undo={verbs?.undo ?? null} />
      <LinesSection view={view} />
      <HistorySection view={view} today={today} />
    </PageMain>
  );
}
