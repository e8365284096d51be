import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { taxName, writeDiscounts, writePercent } from "@/server/documents/core";
import { daysBetween, type PlainDate } from "@/server/kernel";
import type { SubscriptionWithNextInvoice } from "@/server/support";

type NextInvoice = NonNullable<SubscriptionWithNextInvoice["nextInvoice"]>;

export function NextInvoiceEstimate({ nextInvoice, today }: { nextInvoice: NextInvoice; today: PlainDate }) {
  const t = useTranslations("account.estimate");
  const { on, currency, document } = nextInvoice;
  return (
    <>
      <p className="text-sm text-text-2">{t("title")}</p>
      <p className="text-[2.5rem] leading-11 font-semibold tracking-[-0.015em]">
        <MoneyText minor={document.total.minor} currency={currency} testId="amt-next-invoice" />
      </p>
      <p className="text-sm text-text-2">
        {t.rich("when", { day: () => <DayText day={on} />, days: daysBetween(today, on) })}
      </p>
      <ul className="mt-4.5 flex flex-col gap-1 border-t border-border pt-4.5 text-sm text-text-2">
        {document.lines.map((line) => (
          <li key={line.chargeId} className="flex justify-between gap-4">
            <span>
              {document.lines.length > 1 && line.isPerUnit && `${line.description}, `}
              {line.isPerUnit && line.unitPrice !== null
                ? t("perSeat", { seats: Number(line.quantity), price: formatUnitPrice(line.unitPrice, currency) })
                : line.description}
              , <PeriodText period={line.servicePeriod} />
              {writeDiscounts(line.derivation, currency).map((discount) => `, ${discount}`)}
            </span>
            <MoneyText minor={line.net.minor} currency={currency} />
          </li>
        ))}
        {document.taxes.map((tax) => (
          <li key={tax.rule} className="flex justify-between gap-4">
            <span>
              {taxName(tax.jurisdiction)} {tax.treatment === "charged" && writePercent(tax.ratePercent)}
            </span>
            <MoneyText minor={tax.taxMinor} currency={currency} />
          </li>
        ))}
      </ul>
    </>
  );
}
