import { History } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { formatDay } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { writeQuantity } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { SubscriptionAsOfView } from "@/server/support";
import { RecordHeader } from "../../../_components/room-header";
import { Section } from "../../../_components/section";
import { DayForm } from "./history-section";
import { ChargesSection, Facts, LinesSection, ScheduledSection } from "./state-sections";
import { Status } from "./status";

function Revisions({ revisions }: Pick<SubscriptionAsOfView, "revisions">) {
  const t = useTranslations("subscription.history");
  if (revisions.length === 0) return null;
  return (
    <Section id="revisions" title={t("revisions")} count={revisions.length}>
      <ul>
        {revisions.map(({ version, on, from, names, quantity }) => (
          <li
            key={version}
            className="flex min-h-9 flex-wrap items-center gap-x-4 border-t border-row-sep py-1 text-table first:border-t-0"
          >
            <DayText day={on} className="text-text-2 md:w-28" />
            <span className="min-w-0 flex-1 font-medium">
              {t("revised", { names: names.join(", "), quantity: writeQuantity(quantity), day: formatDay(from) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A subscription as it was known to stand at the end of a day: to look at, not to change. */
export function AsOfScreen({ view, today }: { view: SubscriptionAsOfView; today: PlainDate }) {
  const t = useTranslations("subscription");
  const { account, subscription, on, revisions } = view;
  return (
    <PageMain page="T2">
      <RecordHeader
        crumbs={[
          { href: "/console/accounts", label: t("accounts") },
          { href: `/console/accounts/${account.id}`, label: account.name },
          { href: `/console/subscriptions/${subscription.id}`, label: t("crumb") },
          { label: formatDay(on) },
        ]}
        title={subscription.names.join(", ")}
        badges={<Status of={subscription} />}
        actions={<DayForm subscriptionId={subscription.id} day={on} today={today} />}
      />
      <div className="border-b border-border px-4 py-4 md:px-6">
        <Notice
          tone="info"
          icon={<History aria-hidden size={20} strokeWidth={1.75} />}
          title={t("history.asOf", { day: formatDay(on) })}
          action={
            <LinkButton href={`/console/subscriptions/${subscription.id}` as Route}>{t("history.now")}</LinkButton>
          }
        >
          {t("history.asOfBody")}
        </Notice>
      </div>
      <Facts view={view} />
      <Revisions revisions={revisions} />
      <ChargesSection view={view} />
      <ScheduledSection view={view} undo={null} />
      <LinesSection view={view} />
    </PageMain>
  );
}
