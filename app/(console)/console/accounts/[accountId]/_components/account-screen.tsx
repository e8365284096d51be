import { Building2, Clock, Globe, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { cityOf, formatTime } from "@/components/billing/format-day";
import { StatusBadge } from "@/components/billing/status-badge";
import { PageMain } from "@/components/layout/page-main";
import { countryName, taxIdName } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { AccountPageView } from "@/server/support";
import { RecordHeader } from "../../../_components/room-header";
import { AccountMetrics } from "./account-metrics";
import { EntitlementsSection } from "./entitlements-section";
import { InvoicesSection } from "./invoices-section";
import { MethodsSection } from "./methods-section";
import { PeopleSection } from "./people-section";
import { SubscriptionsSection } from "./subscriptions-section";
import { Timeline } from "./timeline";

export type AccountScreenProps = { view: AccountPageView; now: Date; today: PlainDate };

function Facts({ view, now }: { view: AccountPageView; now: Date }) {
  const t = useTranslations("console.account");
  const { account, people } = view;
  const owner = people.find(({ role }) => role === "owner");
  const icon = { "aria-hidden": true, size: 16, strokeWidth: 1.75, className: "shrink-0" } as const;
  const fact = "inline-flex items-center gap-1.5";
  return (
    <>
      <span className={fact}>
        <Globe {...icon} /> {countryName(account.country)}
      </span>
      <span className={fact}>
        <Clock {...icon} />{" "}
        {t("localTime", { time: formatTime(now, account.timeZone), city: cityOf(account.timeZone) })}
      </span>
      {owner && (
        <span className={fact}>
          <Users {...icon} /> {t("owner", { name: owner.name })}
        </span>
      )}
      <span className={fact}>
        <Building2 {...icon} />{" "}
        {account.taxId
          ? `${taxIdName(account.country)} ${account.taxId}`
          : t("noTaxId", { name: taxIdName(account.country) })}
      </span>
      <span className="text-text-3">{t("dates", { city: cityOf(account.timeZone) })}</span>
    </>
  );
}

export function AccountScreen({ view, now, today }: AccountScreenProps) {
  const t = useTranslations("console.account");
  const { account, invoices } = view;
  const isOverdue = invoices.some(({ balanceMinor, dueOn }) => balanceMinor > 0n && dueOn < today);
  return (
    <PageMain page="T1">
      <RecordHeader
        crumbs={[
          { href: "/console/accounts", label: t("crumb") },
          { label: <span className="font-mono">{account.reference}</span> },
        ]}
        title={account.name}
        badges={isOverdue ? <StatusBadge object="subscription" status="overdue" /> : undefined}
        facts={<Facts view={view} now={now} />}
      />
      <AccountMetrics view={view} today={today} />
      <div className="md:grid md:grid-cols-[minmax(0,1fr)_minmax(380px,46%)] lg:grid-cols-[minmax(0,1fr)_568px]">
        <div className="min-w-0">
          <SubscriptionsSection view={view} isOverdue={isOverdue} />
          <InvoicesSection view={view} today={today} />
          <MethodsSection cards={view.cards} />
          <EntitlementsSection view={view} />
          <PeopleSection people={view.people} />
        </div>
        <div className="min-w-0 border-border md:border-l">
          <Timeline events={view.timeline} zone={account.timeZone} today={today} />
        </div>
      </div>
    </PageMain>
  );
}
