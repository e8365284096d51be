import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { UsageRates } from "@/components/billing/usage-rates";
import { Link } from "@/components/ui/link";
import { CheckoutSection } from "./checkout-section";
import { type CheckoutCode, type CheckoutTax, type CheckoutView, dollarsOf } from "./checkout-view";
import { CodeField } from "./code-field";

function ReviewRow({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-baseline justify-between gap-6 border-t border-border py-2.5 first:border-t-0 first:pt-0">
      <div>
        <p>{title}</p>
        {note && <p className="text-sm text-text-2">{note}</p>}
      </div>
      {children}
    </li>
  );
}

export function useTaxLabel() {
  const t = useTranslations("checkout.review");
  return ({ label, ratePercent }: CheckoutTax) =>
    ratePercent ? t("taxWithRate", { tax: label, rate: ratePercent }) : label;
}

/** "WELCOME20, 20 % off until 15 Feb 2027": what is taken off, and how long. */
export function useCodeLabel(view: CheckoutView) {
  const t = useTranslations("checkout.code");
  return ({ key, percent, amountMinor, trialDays, lastDay }: CheckoutCode) => {
    if (trialDays !== null) return t("labelTrial", { code: key, days: trialDays });
    const amount = amountMinor === null ? "" : formatMoney(amountMinor, view.currency, { dollars: dollarsOf(view) });
    const off = percent === null ? amount : t("percent", { percent });
    return lastDay ? t("labelUntil", { code: key, off, day: formatDay(lastDay) }) : t("label", { code: key, off });
  };
}

/** What a code takes off what is due now, or from when on is paid where it lengthens the trial. */
export function CodeWorth({ code, view, testId }: { code: CheckoutCode; view: CheckoutView; testId?: string }) {
  const t = useTranslations("checkout.code");
  if (code.trialDays !== null) {
    return <span>{view.paidFromOn && t("paidFrom", { day: formatDay(view.paidFromOn) })}</span>;
  }
  const look = { currency: view.currency, dollars: dollarsOf(view), ...(testId ? { testId } : {}) } as const;
  return <MoneyText minor={-code.offMinor} {...look} />;
}

export function ReviewSection({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout.review");
  const taxLabel = useTaxLabel();
  const codeLabel = useCodeLabel(view);
  const look = { currency: view.currency, dollars: dollarsOf(view) } as const;
  const renewalAmount = view.renewal ? formatMoney(view.renewal.totalMinor, view.currency, look) : "";
  return (
    <CheckoutSection
      number={3}
      title={t("title")}
      aside={
        <Link href={view.pricingHref as Route} className="link text-sm font-medium">
          {t("change")}
        </Link>
      }
    >
      <ul>
        {view.lines.map((line) => (
          <ReviewRow key={line.key} title={line.working} note={line.period && <PeriodText period={line.period} />}>
            <MoneyText minor={line.netMinor} {...look} />
          </ReviewRow>
        ))}
        {view.codes.map((code) => (
          <ReviewRow key={code.key} title={codeLabel(code)}>
            <CodeWorth code={code} view={view} testId="amt-discount" />
          </ReviewRow>
        ))}
        {view.taxes.map((tax) => (
          <ReviewRow
            key={tax.key}
            title={taxLabel(tax)}
            note={t(`reasons.${tax.reason}`, { buyer: view.buyer, country: view.country.name, tax: tax.label })}
          >
            <MoneyText minor={tax.taxMinor} {...look} testId="amt-tax" />
          </ReviewRow>
        ))}
      </ul>
      <p className="mt-1 flex items-baseline justify-between gap-6 border-t-2 border-rule pt-3">
        <span className="font-semibold">{t("total")}</span>
        <MoneyText
          key={view.totalMinor}
          minor={view.totalMinor}
          {...look}
          testId="amt-total"
          className="total text-h2 font-semibold"
        />
      </p>
      {view.usage.map((usage) => (
        <div key={usage.chargeId} className="text-sm text-text-2">
          <UsageRates usage={usage} view={view} />
        </div>
      ))}
      <p className="mt-2 text-text-2">
        {view.renewal
          ? t("then", {
              amount: renewalAmount,
              day: formatDay(view.renewal.on),
              interval: view.renewal.interval,
            })
          : t("noRenewal")}
        {view.afterCodes &&
          ` ${t("afterCodes", {
            amount: formatMoney(view.afterCodes.totalMinor, view.currency, look),
            day: formatDay(view.afterCodes.on),
          })}`}
      </p>
      <CodeField view={view} />
    </CheckoutSection>
  );
}
