import type { Route } from "next";
import { useTranslations } from "next-intl";
import { cityOf } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import type { PlainDate } from "@/server/kernel";
import type { AccountOverview } from "@/server/support";
import { InvoiceRows } from "./invoice-rows";
import { PeopleList } from "./people-list";
import { SubscriptionCard } from "./subscription-card";

export type OverviewScreenProps = { overview: AccountOverview; today: PlainDate; viewerEmail: string };

function LastInvoices({ overview, today }: Omit<OverviewScreenProps, "viewerEmail">) {
  const t = useTranslations("account.overview");
  if (!overview.mayReadMoney || overview.invoices.length === 0) return null;
  return (
    <section aria-labelledby="last-invoices">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id="last-invoices" className="text-h3 font-semibold">
          {t("lastInvoices")}
        </h2>
        <Link href={"/account/invoices" as Route} className="link text-sm font-medium">
          {t("allInvoices")}
        </Link>
      </div>
      <InvoiceRows invoices={overview.invoices} today={today} />
    </section>
  );
}

export function OverviewScreen({ overview, today, viewerEmail }: OverviewScreenProps) {
  const t = useTranslations("account.overview");
  const { account, subscriptions, invoices, people, mayReadMoney } = overview;
  const overdue = invoices.filter(({ balanceMinor, dueOn }) => balanceMinor > 0n && dueOn < today);
  const [latest] = invoices;
  return (
    <PageMain
      page="M1"
      state={subscriptions.length > 0 ? "ready" : "empty"}
      className="flex min-w-0 flex-col gap-10 sm:gap-12"
    >
      <div className="flex flex-col gap-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h1 className="text-h1 font-semibold tracking-[-0.02em]">{t("title")}</h1>
          <p className="text-small text-text-3">{t("dates", { city: cityOf(account.timeZone) })}</p>
        </div>
        {subscriptions.length === 0 && (
          <EmptyState
            title={t("noPlan")}
            action={<LinkButton href={"/pricing" as Route}>{t("seePricing")}</LinkButton>}
          >
            {t("noPlanBody")}
          </EmptyState>
        )}
        {subscriptions.map((subscription) => (
          <SubscriptionCard
            key={subscription.id}
            subscription={subscription}
            accountReference={account.reference}
            today={today}
            mayReadMoney={mayReadMoney}
            isOverdue={overdue.length > 0}
            latestInvoiceHref={latest ? `/account/invoices/${latest.id}/pdf` : null}
          />
        ))}
      </div>
      <LastInvoices overview={overview} today={today} />
      <PeopleList people={people} viewerEmail={viewerEmail} />
    </PageMain>
  );
}
