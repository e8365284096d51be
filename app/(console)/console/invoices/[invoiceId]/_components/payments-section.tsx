import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { writeCard } from "@/server/documents/core";
import type { InvoicePageView } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";

export function PaymentsSection({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.payments");
  const { payments } = view;
  return (
    <Section id="payments" title={t("title")} count={payments.length}>
      {payments.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {payments.map((payment) => (
          <li
            key={payment.paymentId}
            className="flex min-h-9 items-center gap-x-4 border-t max-md:flex-wrap max-md:py-1.5 border-row-sep text-table first:border-t-0"
          >
            <DayText day={payment.appliedOn} className="text-text-2 md:w-24" />
            <span className="font-medium">{writeCard(payment.cardBrand, payment.cardLast4) ?? t("other")}</span>
            <span className="flex-1 truncate font-mono text-micro text-text-3 max-md:hidden">{payment.paymentId}</span>
            <StatusBadge object="payment" status="succeeded" />
            <span className="ml-auto font-medium">
              <MoneyText minor={payment.amountMinor} currency={payment.currency} testId="amt-paid" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
