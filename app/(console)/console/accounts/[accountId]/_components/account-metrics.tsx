import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { dayInZone } from "@/server/kernel";
import type { AccountPageView } from "@/server/support";
import { type Metric, Metrics } from "../../../_components/metrics";

type Total = AccountPageView["totals"][number];

function Owed({ total }: { total: Total | undefined }) {
  const t = useTranslations("console.account.metrics");
  if (!total || total.overdueMinor === 0n) return t("nothingOverdue");
  return (
    <span className="inline-flex items-center gap-1.5 font-medium text-danger">
      <CircleAlert aria-hidden size={14} strokeWidth={2} />
      <MoneyText minor={total.overdueMinor} currency={total.currency} /> {t("overdue")}
    </span>
  );
}

/** One pair of figures a currency: nothing is added up over currencies. */
function useMoneyMetrics(view: AccountPageView): Metric[] {
  const t = useTranslations("console.account.metrics");
  const { account, totals, unapplied, mayReadMoney } = view;
  if (!mayReadMoney) return [];
  if (view.failed.includes("totals")) return [{ key: "owes", label: t("owes"), value: "–", note: t("unread") }];
  const currencies = totals.length > 0 ? totals.map(({ currency }) => currency) : [account.currency];
  return currencies.flatMap((currency): Metric[] => {
    const total = totals.find((candidate) => candidate.currency === currency);
    const money = (minor: bigint) => <MoneyText minor={minor} currency={currency} />;
    const kept = unapplied.filter((payment) => payment.currency === currency);
    const keptMinor = kept.reduce((sum, { unappliedMinor }) => sum + unappliedMinor, 0n);
    const keptMetric: Metric = {
      key: `unapplied-${currency}`,
      label: t("unapplied"),
      value: <MoneyText minor={keptMinor} currency={currency} testId="amt-unapplied" />,
      note: t("unappliedNote", { count: kept.length }),
    };
    return [
      {
        key: `owes-${currency}`,
        label: t("owes"),
        value: (
          <MoneyText
            minor={total?.balanceMinor ?? 0n}
            currency={currency}
            testId={currency === account.currency ? "amt-balance" : `amt-balance-${currency}`}
          />
        ),
        note: <Owed total={total} />,
      },
      {
        key: `paid-${currency}`,
        label: t("paid"),
        value: money(total?.paidMinor ?? 0n),
        note: t("invoices", { count: total?.invoiceCount ?? 0 }),
      },
      ...(kept.length > 0 ? [keptMetric] : []),
    ];
  });
}

export function AccountMetrics({ view }: { view: AccountPageView }) {
  const t = useTranslations("console.account.metrics");
  const { account, subscriptions } = view;
  const next = subscriptions.find(({ nextInvoice }) => nextInvoice)?.nextInvoice;
  const metrics: Metric[] = [
    ...useMoneyMetrics(view),
    {
      key: "next",
      label: t("next"),
      value: next ? <MoneyText minor={next.document.total.minor} currency={next.currency} /> : "–",
      note: next ? t.rich("on", { day: () => <DayText day={next.on} /> }) : t("noNext"),
    },
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
