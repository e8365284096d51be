import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { writeQuantity } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { SubscriptionPageView } from "@/server/support";
import { Section } from "../../../_components/section";
import { SmallField } from "../../../_components/small-field";
import { Status } from "./status";

export const asOfHref = (subscriptionId: string, on: PlainDate): Route =>
  `/console/subscriptions/${subscriptionId}?on=${on}` as Route;

type DayFormProps = { subscriptionId: string; day: PlainDate; today: PlainDate };

export function DayForm({ subscriptionId, day, today }: DayFormProps) {
  const t = useTranslations("subscription.history");
  return (
    <form action={`/console/subscriptions/${subscriptionId}`} method="get" className="flex flex-wrap items-end gap-3">
      <SmallField id="on" label={t("day")} className="w-44">
        <Input id="on" name="on" type="date" required defaultValue={day} max={today} />
      </SmallField>
      <Button>{t("show")}</Button>
    </form>
  );
}

type HistorySectionProps = { view: SubscriptionPageView; today: PlainDate };

/** Every way in which it has stood, and the way to each of its days. */
export function HistorySection({ view: { subscription, history }, today }: HistorySectionProps) {
  const t = useTranslations("subscription.history");
  return (
    <Section id="history" title={t("title")} count={history.length}>
      <ul className="mb-4">
        {history.map(({ version, on, names, quantity, status, isPastDue }) => (
          <li
            key={version}
            className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-row-sep py-1 text-table first:border-t-0"
          >
            <Link
              href={asOfHref(subscription.id, on)}
              className="inline-flex min-h-6 items-center text-brand no-underline hover:underline md:w-28"
            >
              <DayText day={on} />
            </Link>
            <span className="min-w-0 flex-1 truncate font-medium">
              {t("terms", { names: names.join(", "), quantity: writeQuantity(quantity) })}
            </span>
            <Status of={{ status, isPastDue }} />
          </li>
        ))}
      </ul>
      <DayForm subscriptionId={subscription.id} day={today} today={today} />
    </Section>
  );
}
