import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import { MoneyText } from "@/components/billing/money-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { type StatusOf, statusDictionary } from "@/components/billing/status-dictionary";
import { Link } from "@/components/ui/link";
import { taxName, writePercent, writeQuantity } from "@/server/documents/core";
import type { AccountPageView } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";

type Subscription = AccountPageView["subscriptions"][number];

const isStatus = (status: string): status is StatusOf<"subscription"> => status in statusDictionary.subscription;

function NextRows({ next }: { next: NonNullable<Subscription["nextInvoice"]> }) {
  const t = useTranslations("console.account.subscription");
  return (
    <>
      {next.document.taxes.map((tax) => (
        <GridRow key={tax.rule} className="text-text-2">
          <GridCell colSpan={3}>
            {taxName(tax.jurisdiction)} {tax.treatment === "charged" && writePercent(tax.ratePercent)}
          </GridCell>
          <GridCell align="right">
            <MoneyText minor={tax.taxMinor} currency={next.currency} />
          </GridCell>
        </GridRow>
      ))}
      <GridRow className="font-semibold">
        <GridCell colSpan={3}>
          {t("renews")} <DayText day={next.on} />
        </GridCell>
        <GridCell align="right">
          <MoneyText minor={next.document.total.minor} currency={next.currency} />
        </GridCell>
      </GridRow>
    </>
  );
}

function SubscriptionTable({ subscription }: { subscription: Subscription }) {
  const t = useTranslations("console.account.subscription");
  const lines = subscription.nextInvoice?.document.lines ?? [];
  return (
    <GridTable>
      <GridHead
        columns={[
          { key: "item", label: t("item") },
          { key: "quantity", label: t("quantity"), align: "right" },
          { key: "unit", label: t("unit"), align: "right" },
          { key: "net", label: t("net"), align: "right" },
        ]}
      />
      <tbody>
        {subscription.charges.map((charge) => {
          const line = lines.find(({ chargeId }) => chargeId === charge.chargeId);
          return (
            <GridRow key={charge.id}>
              <GridCell className="font-medium">{charge.name}</GridCell>
              <GridCell align="right">{writeQuantity(charge.quantity)}</GridCell>
              <GridCell align="right" className="text-text-2">
                {charge.unitPrice === null ? "–" : formatUnitPrice(charge.unitPrice, subscription.currency)}
              </GridCell>
              <GridCell align="right" className="font-medium">
                {line ? <MoneyText minor={line.net.minor} currency={subscription.currency} /> : "–"}
              </GridCell>
            </GridRow>
          );
        })}
        {subscription.nextInvoice && <NextRows next={subscription.nextInvoice} />}
      </tbody>
    </GridTable>
  );
}

export function SubscriptionsSection({ view, isOverdue }: { view: AccountPageView; isOverdue: boolean }) {
  const t = useTranslations("console.account.subscription");
  if (view.subscriptions.length === 0) {
    return (
      <Section id="subscription" title={t("title")}>
        <Nothing>{t("none")}</Nothing>
      </Section>
    );
  }
  return view.subscriptions.map((subscription, place) => {
    const shown = isOverdue && subscription.status === "active" ? "overdue" : subscription.status;
    return (
      <Section
        key={subscription.id}
        id={`subscription-${place}`}
        title={view.subscriptions.length > 1 ? (subscription.names[0] ?? t("title")) : t("title")}
        aside={
          <span className="flex items-center gap-4">
            {view.mayReadMoney && (
              <Link
                href={`/console/subscriptions/${subscription.id}` as Route}
                className="inline-flex min-h-6 items-center text-brand no-underline hover:underline"
              >
                {t("open")}
              </Link>
            )}
            {isStatus(shown) ? <StatusBadge object="subscription" status={shown} /> : subscription.status}
          </span>
        }
      >
        <SubscriptionTable subscription={subscription} />
      </Section>
    );
  });
}
