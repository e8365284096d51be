import { Building2, Clock, Globe, Store, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { cityOf, formatTime } from "@/components/billing/format-day";
import { StatusBadge } from "@/components/billing/status-badge";
import { PageMain } from "@/components/layout/page-main";
import { countryName, taxIdName } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { AccountPageView } from "@/server/support";
import { RecordHeader } from "../../../_components/room-header";
import type { VerbAction } from "../../../_components/verb-form";
import { AccountMetrics } from "./account-metrics";
import type { CreditRights } from "./credit-actions";
import { CreditSection } from "./credit-section";
import { EntitlementsSection } from "./entitlements-section";
import { InvoicesSection } from "./invoices-section";
import { MethodsSection } from "./methods-section";
import { Part } from "./part";
import { PaymentsSection } from "./payments-section";
import { PeopleSection } from "./people-section";
import { SegmentSection } from "./segment-section";
import { SubscriptionsSection } from "./subscriptions-section";
import { Timeline, type TimelineAddress } from "./timeline";

export type AccountScreenProps = {
  view: AccountPageView;
  at: TimelineAddress;
  now: Date;
  today: PlainDate;
  rights: CreditRights & { setSegment: VerbAction };
};

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
      {view.sellerNames.length > 0 && (
        <span className={fact}>
          <Store {...icon} /> {t("sellers", { names: view.sellerNames.join(", ") })}
        </span>
      )}
      <span className="text-text-3">{t("dates", { city: cityOf(account.timeZone) })}</span>
    </>
  );
}

type PartsProps = Pick<AccountScreenProps, "view" | "today" | "rights"> & { isOverdue: boolean };

function Parts({ view, today, rights, isOverdue }: PartsProps) {
  const t = useTranslations("console.account");
  return (
    <>
      <Part view={view} part="subscriptions" title={t("subscription.title")}>
        <SubscriptionsSection view={view} isOverdue={isOverdue} />
      </Part>
      {view.mayReadMoney && (
        <>
          <Part view={view} part="invoices" title={t("invoices.title")}>
            <InvoicesSection view={view} today={today} />
          </Part>
          <Part view={view} part="payments" title={t("payments.title")}>
            <PaymentsSection view={view} />
          </Part>
          <Part view={view} part="credit" title={t("credit.title")}>
            <CreditSection view={view} today={today} rights={rights} />
          </Part>
          <Part view={view} part="cards" title={t("methods.title")}>
            <MethodsSection cards={view.cards} />
          </Part>
        </>
      )}
      <Part view={view} part="entitlements" title={t("entitlements.title")}>
        <EntitlementsSection view={view} />
      </Part>
      <Part view={view} part="segment" title={t("segment.title")}>
        <SegmentSection
          view={view}
          set={rights.permissions.includes("subscriptions:change") ? rights.setSegment : null}
        />
      </Part>
      <Part view={view} part="people" title={t("people.title")}>
        <PeopleSection people={view.people} />
      </Part>
    </>
  );
}

export function AccountScreen({ view, at, now, today, rights }: AccountScreenProps) {
  const t = useTranslations("console.account");
  const { account } = view;
  const isOverdue = view.totals.some(({ overdueMinor }) => overdueMinor > 0n);
  return (
    <PageMain page="T1" state={view.failed.length > 0 ? "partial" : "ready"}>
      <RecordHeader
        crumbs={[
          { href: "/console/accounts", label: t("crumb") },
          { label: <span className="font-mono">{account.reference}</span> },
        ]}
        title={account.name}
        badges={isOverdue ? <StatusBadge object="subscription" status="overdue" /> : undefined}
        facts={<Facts view={view} now={now} />}
      />
      <AccountMetrics view={view} />
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(400px,40%)]">
        <div className="min-w-0">
          <Parts view={view} today={today} rights={rights} isOverdue={isOverdue} />
        </div>
        <div className="min-w-0 border-border lg:border-l">
          <Part view={view} part="timeline" title={t("timeline.title")}>
            <Timeline accountId={account.id} timeline={view.timeline} at={at} zone={account.timeZone} today={today} />
          </Part>
        </div>
      </div>
    </PageMain>
  );
}
