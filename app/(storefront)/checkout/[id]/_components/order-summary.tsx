import { Calendar, ChevronDown, Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatDay } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { Card } from "@/components/ui/card";
import { type CheckoutView, dollarsOf } from "./checkout-view";
import { CodeWorth, useCodeLabel, useTaxLabel } from "./review-section";

function SummaryRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-baseline justify-between gap-4 border-t border-border py-3">
      <span className="text-text-2">{label}</span>
      <span className="text-right">{children}</span>
    </li>
  );
}

function SummaryRows({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout.summary");
  const taxLabel = useTaxLabel();
  const codeLabel = useCodeLabel(view);
  const look = { currency: view.currency, dollars: dollarsOf(view) } as const;
  return (
    <ul>
      {view.lines.map((line) => (
        <SummaryRow key={line.key} label={line.name}>
          <MoneyText minor={line.netMinor} {...look} />
        </SummaryRow>
      ))}
      {view.codes.map((code) => (
        <SummaryRow key={code.key} label={codeLabel(code)}>
          <CodeWorth code={code} view={view} />
        </SummaryRow>
      ))}
      {view.taxes.map((tax) => (
        <SummaryRow key={tax.key} label={taxLabel(tax)}>
          <MoneyText minor={tax.taxMinor} {...look} />
        </SummaryRow>
      ))}
      {view.renewal && (
        <SummaryRow label={t("thenFrom", { day: formatDay(view.renewal.on) })}>
          <MoneyText minor={view.renewal.totalMinor} {...look} /> {t(`every.${view.renewal.interval}`)}
        </SummaryRow>
      )}
      {view.afterCodes && (
        <SummaryRow label={t("thenFrom", { day: formatDay(view.afterCodes.on) })}>
          <MoneyText minor={view.afterCodes.totalMinor} {...look} />
        </SummaryRow>
      )}
    </ul>
  );
}

/** On phones a bar that keeps the total in view and opens to the lines. */
export function SummaryBar({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout.summary");
  return (
    <details className="group sticky top-0 z-10 border-b border-border bg-surface md:hidden">
      <summary className="flex min-h-14 items-center justify-between gap-4 px-5">
        <span className="flex items-center gap-2">
          <span className="sr-only">{t("open")} </span>
          {view.lines[0]?.name}
          <ChevronDown
            aria-hidden
            size={18}
            strokeWidth={1.75}
            className="transition-transform group-open:rotate-180"
          />
        </span>
        <MoneyText
          minor={view.totalMinor}
          currency={view.currency}
          dollars={dollarsOf(view)}
          className="text-h3 font-semibold"
        />
      </summary>
      <div className="px-5 pb-3">
        <SummaryRows view={view} />
      </div>
    </details>
  );
}

export function OrderSummary({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout.summary");
  const brand = useTranslations("brand");
  const note = "flex gap-2.5";
  const icon = { "aria-hidden": true, size: 18, strokeWidth: 1.75, className: "mt-0.5 shrink-0 text-text-3" } as const;
  return (
    <aside id="summary" aria-labelledby="due-now" className="max-md:hidden">
      <div className="sticky top-8">
        <Card className="px-7 pt-6 pb-4">
          <p className="flex items-baseline justify-between gap-4 pb-5">
            <span id="due-now" className="text-h3 font-semibold">
              {t("dueNow")}
            </span>
            <MoneyText
              key={view.totalMinor}
              minor={view.totalMinor}
              currency={view.currency}
              dollars={dollarsOf(view)}
              testId="amt-due-now"
              className="total text-h1 font-semibold"
            />
          </p>
          <SummaryRows view={view} />
        </Card>
        <div className="mt-6 flex flex-col gap-3 px-7 text-sm text-text-2">
          {view.renewal && (
            <p className={note}>
              <Calendar {...icon} />
              {t(`cancel.${view.renewal.interval}`, { product: view.productName })}
            </p>
          )}
          <p className={note}>
            <Mail {...icon} />
            <span>
              {t("questions")}{" "}
              <a href={`mailto:${brand("mail")}`} className="link">
                {brand("mail")}
              </a>
            </span>
          </p>
        </div>
      </div>
    </aside>
  );
}
