import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { Input } from "@/components/ui/input";
import type { InvoicePageView } from "@/server/support";

/** What is owed more for each charge of the invoice: empty where nothing is. */
export function DebitFields({ invoice }: { invoice: InvoicePageView["invoice"] }) {
  const t = useTranslations("console.invoice.corrections");
  const charges = invoice.lines.filter(({ kind }) => kind === "charge");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-micro text-text-2">{t("debitLines", { currency: invoice.currency })}</legend>
      {charges.map(({ id, description, serviceStartOn, serviceEndOn, netMinor }) => (
        <div key={id} className="flex items-center gap-3">
          <label htmlFor={id} className="min-w-0 flex-1">
            <span className="block truncate">{description}</span>
            <span className="block text-micro text-text-2">
              <PeriodText period={{ start: serviceStartOn, end: serviceEndOn }} />{" "}
              <MoneyText minor={netMinor} currency={invoice.currency} testId="amt-line" />
            </span>
          </label>
          <Input id={id} name={`line:${id}`} inputMode="decimal" autoComplete="off" className="w-28" />
        </div>
      ))}
    </fieldset>
  );
}
