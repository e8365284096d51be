import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { dayInZone, type PlainDate } from "@/server/kernel";
import type { AccountPageView } from "@/server/support";
import { type Metric, Metrics } from "../../../_components/metrics";

type AccountMetricsProps = { view: AccountPageView; today: PlainDate };

/** Sums in the account's own currency; what stands in another is in the list of invoices. */
function sumsOf({ account, invoices }: AccountPageView, today: PlainDate) {
  const own = invoices.filter(({ currency }) => currency === account.currency);
  const sum = (of: (invoice: (typeof own)[number]) => bigint) =>
    own.reduce((total, invoice) => total + of(invoice), 0n);
  return {
    owed: sum(({ balanceMinor }) => balanceMinor),
    overdue: sum(({ balanceMinor, dueOn }) => (dueOn < today ? balanceMinor : 0n)),
    paid: sum(({ totalMinor, balanceMinor }) => totalMinor - balanceMinor),
  };
}

export function AccountMetrics({ view, today }: AccountMetricsProps) {
  const t = useTranslations("console.account.metrics");
  const { account, subscriptions, invoices } = view;
  const { owed, overdue, paid } = sumsOf(view, today);
  const next = subscriptions.find(({ nextInvoice }) => nextInvoice)?.nextInvoice;
  const money = (minor: bigint, testId?: string) => (
    <MoneyText minor={minor} currency={account.currency} {...(testId ? { testId } : {})} />
  );
  const metrics: Metric[] = [
    {
      key: "owes",
      label: t("owes"),
      value: money(owed, "amt-balance"),
      note:
        overdue > 0n ? (
          <span className="inline-flex items-center gap-1.5 font-medium text-danger">
            <CircleAlert aria-hidden size={14} strokeWidth={2} /> {money(overdue)} {t("overdue")}
          </span>
        ) : (
          t("nothingOverdue")
        ),
    },
    {
      key: "next",
      label: t("next"),
      value: next ? <MoneyText minor={next.document.total.minor} currency={next.currency} /> : "–",
      note: next ? t.rich("on", { day: () => <DayText day={next.on} /> }) : t("noNext"),
    },
    { key: "paid", label: t("paid"), value: money(paid), note: t("invoices", { count: invoices.length }) },
    {
      key: "seats",
      label: t("seats"),
      value: subscriptions[0]?.seats ?? "–",
      note: subscriptions[0]?.names[0] ?? t("noPlan"),
    },
    {
      key: "since",
      label: t("since"),
      value: account.activatedAt ? <DayText day={dayInZone(account.activatedAt, account.timeZone)} /> : "–",
      note: t(`kinds.${account.kind}`),
    },
  ];
  return <Metrics metrics={metrics} />;
}
