import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { formatMoney } from "@/components/billing/format-money";
import { StatusBadge } from "@/components/billing/status-badge";
import { writeCard } from "@/server/documents/core";
import type { AppliedPayment } from "@/server/payments";

export function InvoicePayments({ payments }: { payments: readonly AppliedPayment[] }) {
  const t = useTranslations("account.invoice");
  return (
    <section aria-labelledby="payments" className="mt-8 border-t border-border pt-5">
      <h2 id="payments" className="text-small text-text-3">
        {t("payments")}
      </h2>
      {payments.length === 0 && <p className="mt-2 text-text-2">{t("noPayments")}</p>}
      <ul className="mt-2 flex flex-col gap-3">
        {payments.map((payment) => {
          const amount = formatMoney(payment.amountMinor, payment.currency);
          const card = writeCard(payment.cardBrand, payment.cardLast4);
          return (
            <li
              key={`${payment.paymentId} ${payment.appliedOn}`}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 sm:grid-cols-[160px_minmax(0,1fr)_auto]"
            >
              <DayText day={payment.appliedOn} className="text-text-2 max-sm:col-span-2 max-sm:text-sm" />
              <span>{card ? t("card", { card, amount }) : t("byTransfer", { amount })}</span>
              <StatusBadge object="payment" status="succeeded" audience="customer" />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
