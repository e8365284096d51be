import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DayText } from "@/components/billing/day-text";
import { formatDay } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { writeCard } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { InvoicePageView } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";

type PaymentRowProps = {
  payment: { readonly paymentId: string; readonly cardBrand: string | null; readonly cardLast4: string | null };
  day: PlainDate;
  note?: string;
  status?: "succeeded" | "disputed";
  amount: ReactNode;
};

function PaymentRow({ payment, day, note, status = "succeeded", amount }: PaymentRowProps) {
  const t = useTranslations("console.invoice.payments");
  return (
    <li className="flex min-h-9 items-center gap-x-4 border-t border-row-sep text-table first:border-t-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-1 max-md:py-2">
      <DayText day={day} className="text-text-2 max-md:order-3 md:w-24" />
      <span className="font-medium">{writeCard(payment.cardBrand, payment.cardLast4) ?? t("other")}</span>
      <span className="flex-1 truncate font-mono text-micro text-text-3 max-[1439px]:invisible max-md:hidden">
        {payment.paymentId}
      </span>
      <span className="flex items-center gap-x-4 max-md:order-4 max-md:justify-self-end">
        {note && <span className="text-text-2">{note}</span>}
        <StatusBadge object="payment" status={status} />
      </span>
      <span className="ml-auto font-medium max-md:order-2">{amount}</span>
    </li>
  );
}

/** Money that a bank took back of a payment above, and what came of it. */
function DisputeRow({ dispute }: { dispute: InvoicePageView["disputes"][number] }) {
  const t = useTranslations("console.invoice.payments");
  const { state, openedOn, respondByOn, decidedOn, amountMinor, currency, reason } = dispute;
  const day = decidedOn ?? respondByOn;
  return (
    <li className="flex min-h-9 items-center gap-x-4 border-t border-row-sep text-table max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-1 max-md:py-2">
      <DayText day={openedOn} className="text-text-2 max-md:order-3 md:w-24" />
      <span className="font-medium">{t("dispute")}</span>
      <span className="min-w-0 flex-1 text-text-2 max-md:order-4 max-md:text-right">
        {t(`disputes.${state}`, { day: day ? formatDay(day) : "none" })}, {reason.replaceAll("_", " ")}
      </span>
      <span className="ml-auto font-medium max-md:order-2">
        <MoneyText minor={state === "won" ? 0n : -amountMinor} currency={currency} testId="amt-disputed" />
      </span>
    </li>
  );
}

export function PaymentsSection({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.payments");
  const { payments, unapplied, disputes } = view;
  const isDisputed = (paymentId: string): boolean =>
    disputes.some((dispute) => dispute.paymentId === paymentId && dispute.state === "open");
  return (
    <Section id="payments" title={t("title")} count={payments.length + unapplied.length}>
      {payments.length + unapplied.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {payments.map((payment) => (
          <PaymentRow
            key={payment.paymentId}
            payment={payment}
            day={payment.appliedOn}
            status={isDisputed(payment.paymentId) ? "disputed" : "succeeded"}
            amount={<MoneyText minor={payment.amountMinor} currency={payment.currency} testId="amt-paid" />}
          />
        ))}
        {unapplied.map((payment) => (
          <PaymentRow
            key={payment.paymentId}
            payment={payment}
            day={payment.receivedOn}
            note={t("unapplied")}
            amount={<MoneyText minor={payment.unappliedMinor} currency={payment.currency} testId="amt-unapplied" />}
          />
        ))}
        {disputes.map((dispute) => (
          <DisputeRow key={dispute.id} dispute={dispute} />
        ))}
      </ul>
    </Section>
  );
}
