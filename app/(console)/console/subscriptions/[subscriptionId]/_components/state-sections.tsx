import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { writePeriod, writeQuantity } from "@/server/documents/core";
import type { SubscriptionPageView, SubscriptionState } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Metrics } from "../../../_components/metrics";
import { Nothing, Section } from "../../../_components/section";
import { type VerbAction, VerbForm } from "../../../_components/verb-form";

type Renewal = NonNullable<NonNullable<SubscriptionState["term"]>["renewal"]>;

function RenewalNote({ renewal: { term, upliftPercent, noticeDays } }: { renewal: Renewal }) {
  const t = useTranslations("subscription.facts.renewal");
  return [
    term ? t(`for.${term.unit}`, { count: term.count }) : t("endless"),
    ...(upliftPercent === "0" ? [] : [t("uplift", { percent: upliftPercent })]),
    ...(noticeDays === 0 ? [] : [t("notice", { days: noticeDays })]),
  ].join(", ");
}

type FactsProps = {
  view: SubscriptionState;
  /** Undefined where nobody asks what comes next. */
  nextInvoice?: SubscriptionPageView["nextInvoice"];
};

export function Facts({ view, nextInvoice }: FactsProps) {
  const t = useTranslations("subscription.facts");
  const { subscription, account } = view;
  const { interval, billingDay } = subscription;
  return (
    <Metrics
      metrics={[
        {
          key: "account",
          label: t("account"),
          value: (
            <Link
              href={`/console/accounts/${account.id}` as Route}
              className="text-base text-brand no-underline hover:underline"
            >
              {account.name}
            </Link>
          ),
        },
        { key: "quantity", label: t("quantity"), value: writeQuantity(subscription.quantity) },
        {
          key: "interval",
          label: t("interval"),
          value: <span className="text-base">{t(`every.${interval.unit}`, { count: interval.count })}</span>,
          ...(billingDay === null ? {} : { note: t("billingDay", { day: billingDay }) }),
        },
        { key: "start", label: t("start"), value: <DayText day={subscription.startOn} className="text-base" /> },
        ...(nextInvoice === undefined
          ? []
          : [
              {
                key: "next",
                label: t("next"),
                value: nextInvoice ? (
                  <MoneyText
                    minor={nextInvoice.document.total.minor}
                    currency={nextInvoice.currency}
                    testId="amt-next"
                  />
                ) : (
                  <span className="text-base">{t("none")}</span>
                ),
                ...(nextInvoice ? { note: <DayText day={nextInvoice.on} /> } : {}),
              },
            ]),
        ...(view.term
          ? [
              {
                key: "end",
                label: t(view.term.renewal ? "termEnd" : "end"),
                value: <DayText day={view.term.endsOn} className="text-base" />,
                ...(view.term.renewal ? { note: <RenewalNote renewal={view.term.renewal} /> } : {}),
              },
            ]
          : []),
      ]}
    />
  );
}

export function ChargesSection({ view }: { view: SubscriptionState }) {
  const t = useTranslations("subscription.charges");
  const { charges, currency } = view.subscription;
  return (
    <Section id="charges" title={t("title")} count={charges.length}>
      <GridTable>
        <GridHead
          columns={[
            { key: "charge", label: t("charge") },
            { key: "plan", label: t("plan") },
            { key: "quantity", label: t("quantity"), align: "right" },
            { key: "price", label: t("price"), align: "right" },
          ]}
        />
        <tbody>
          {charges.map((charge) => (
            <GridRow key={charge.id}>
              <GridCell className="font-medium">{charge.name}</GridCell>
              <GridCell className="text-text-2">{charge.planName}</GridCell>
              <GridCell align="right">{writeQuantity(charge.quantity)}</GridCell>
              <GridCell align="right">
                {charge.unitPrice === null ? "–" : formatUnitPrice(charge.unitPrice, currency)}
              </GridCell>
            </GridRow>
          ))}
        </tbody>
      </GridTable>
      {view.coupons.length > 0 && <Nothing>{t("coupons", { coupons: view.coupons.join(", ") })}</Nothing>}
    </Section>
  );
}

type ScheduledSectionProps = {
  view: SubscriptionState;
  /** Null for whoever may only look. */
  undo: VerbAction | null;
};

export function ScheduledSection({ view, undo }: ScheduledSectionProps) {
  const t = useTranslations("subscription.scheduled");
  const { scheduled, subscription } = view;
  return (
    <Section id="scheduled" title={t("title")} count={scheduled.length}>
      {scheduled.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {scheduled.map(({ position, on, kind, to }) => (
          <li
            key={position}
            className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-t border-row-sep py-1.5 text-table first:border-t-0"
          >
            <DayText day={on} className="text-text-2 md:w-24" />
            <span className="flex-1 font-medium">
              {to === null ? t(`kinds.${kind}`) : `${t(`kinds.${kind}`)}: ${to}`}
            </span>
            {undo && (
              <VerbForm action={undo} label={t("undo")} refused={t("refused")} kind="secondary">
                <input type="hidden" name="subscription" value={subscription.id} />
                <input type="hidden" name="position" value={position} />
              </VerbForm>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function LinesSection({ view }: { view: SubscriptionState }) {
  const t = useTranslations("subscription.lines");
  const { lines, subscription } = view;
  return (
    <Section id="lines" title={t("title")} count={lines.length}>
      {lines.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {lines.map((line) => (
          <li
            key={line.id}
            className="flex min-h-9 items-center gap-x-4 border-t border-row-sep text-table first:border-t-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-0.5 max-md:py-2"
          >
            <Link
              href={`/console/invoices/${line.invoiceId}` as Route}
              className="inline-flex min-h-6 items-center text-brand no-underline hover:underline md:w-44"
            >
              {line.number}
            </Link>
            <span className="min-w-0 flex-1 truncate font-medium max-md:order-3">{line.description}</span>
            <span className="text-text-2 max-md:order-4 max-md:text-right">
              {writePeriod({ start: line.serviceStartOn, end: line.serviceEndOn })}
            </span>
            <span className="text-right font-medium max-md:order-2 md:w-28">
              <MoneyText minor={line.netMinor} currency={subscription.currency} testId="amt-line" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
