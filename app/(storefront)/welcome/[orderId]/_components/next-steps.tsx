import { clsx } from "clsx";
import { CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatDay, formatOrdinal } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { Card } from "@/components/ui/card";
import { dayOf } from "@/server/kernel";
import type { WelcomeView } from "./welcome-view";

type Step = { key: string; when: string; text: ReactNode };

function useSteps(view: WelcomeView): Step[] {
  const t = useTranslations("welcome.next");
  const brand = useTranslations("brand");
  const total = formatMoney(view.totalMinor, view.currency);
  const { renewal, withdrawUntil } = view;
  return [
    {
      key: "today",
      when: t("today", { day: formatDay(view.today) }),
      text: t("starts", { plan: view.planName }),
    },
    ...(withdrawUntil
      ? [
          {
            key: "withdraw",
            when: t("until", { day: formatDay(withdrawUntil) }),
            text: t("withdraw", { total, mail: brand("mail") }),
          },
        ]
      : []),
    ...(renewal
      ? [
          {
            key: "renewal",
            when: formatDay(renewal.on),
            text: t(`renews.${renewal.interval}`, {
              amount: formatMoney(renewal.totalMinor, view.currency),
              method: view.paidWith ?? t("yourCard"),
              day: formatOrdinal(dayOf(renewal.on)),
            }),
          },
          { key: "cancel", when: t("anyTime"), text: t(`cancel.${renewal.interval}`, { product: view.productName }) },
        ]
      : []),
  ];
}

export function NextSteps({ view }: { view: WelcomeView }) {
  const t = useTranslations("welcome.next");
  const brand = useTranslations("brand");
  const steps = useSteps(view);
  return (
    <aside aria-labelledby="next">
      <Card className="p-5 sm:p-7">
        <h2 id="next" className="headline text-h2">
          {t("title")}
        </h2>
        <ol className="mt-5">
          {steps.map(({ key, when, text }, place) => (
            <li key={key} className="relative pb-6 pl-7 last:pb-0">
              {place < steps.length - 1 && (
                <span aria-hidden className="absolute top-5 bottom-0 left-1 w-0.5 bg-border" />
              )}
              <span
                aria-hidden
                className={clsx(
                  "absolute top-[7px] left-0 size-2.5 rounded-full border-2 border-brand",
                  place === 0 && "bg-brand",
                )}
              />
              <p className="font-semibold">{when}</p>
              <p className="text-text-2">{text}</p>
            </li>
          ))}
        </ol>
        {view.calendarHref && (
          <p className="mt-6 border-t border-border pt-4.5 print:hidden">
            <a href={view.calendarHref} className="link inline-flex min-h-6 items-center gap-2 font-medium">
              <CalendarPlus aria-hidden size={18} strokeWidth={1.75} />
              {t("calendar")}
            </a>
          </p>
        )}
      </Card>
      <p className="mt-4 px-5 text-sm text-text-2 sm:px-7">
        {t("wrong")}{" "}
        <a href={`mailto:${brand("mail")}`} className="link">
          {brand("mail")}
        </a>{" "}
        {t("nameOrder")}
      </p>
    </aside>
  );
}
