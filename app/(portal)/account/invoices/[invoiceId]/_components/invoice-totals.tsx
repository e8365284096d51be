import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cityOf } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { countryName, taxName, writePercent } from "@/server/documents/core";
import type { Invoice, InvoiceTax } from "@/server/invoices";

const ranks = {
  part: "",
  sum: "mt-1.5 border-t border-border pt-3 font-semibold",
  last: "mt-1.5 border-t-2 border-rule pt-3.5 font-semibold",
};

function Total({
  label,
  rank = "part",
  children,
}: {
  label: ReactNode;
  rank?: keyof typeof ranks;
  children: ReactNode;
}) {
  return (
    <div className={`flex items-baseline justify-between gap-6 py-1.5 ${ranks[rank]}`}>
      <dt className={rank === "part" ? "text-text-2" : ""}>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const reasons = ["buyer_place", "seller_place", "reverse_charge_eu", "no_nexus", "stated"] as const;

function useTaxWords(currency: string) {
  const t = useTranslations("account.invoice");
  return {
    label: (tax: InvoiceTax) => {
      const name = taxName(tax.jurisdiction);
      if (tax.treatment === "reverse_charge") return t("reverseCharge", { tax: name });
      if (tax.treatment !== "charged") return t("notCharged", { tax: name });
      const base = formatMoney(tax.baseMinor, currency);
      return t("taxOn", {
        tax: name,
        rate: writePercent(tax.ratePercent),
        base,
        country: countryName(tax.jurisdiction),
      });
    },
    reason: (tax: InvoiceTax) => {
      const rule = reasons.find((known) => known === tax.rule);
      const words = { tax: taxName(tax.jurisdiction), country: countryName(tax.jurisdiction) };
      return rule ? t(`reasons.${rule}`, words) : "";
    },
  };
}

export function InvoiceTotals({ invoice, timeZone }: { invoice: Invoice; timeZone: string }) {
  const t = useTranslations("account.invoice");
  const words = useTaxWords(invoice.currency);
  const { currency, subtotalMinor, totalMinor, balanceMinor, taxes } = invoice;
  const look = { currency };
  return (
    <div className="mt-2 grid items-end gap-x-12 gap-y-6 border-t border-border pt-6 sm:grid-cols-[minmax(0,1fr)_360px]">
      <p className="max-w-[40ch] text-sm text-text-2 max-sm:order-2">
        {taxes.map(words.reason).join(" ")} {t("dates", { city: cityOf(timeZone) })}
      </p>
      <dl>
        <Total label={t("net", { tax: taxName(invoice.billTo.country) })}>
          <MoneyText minor={subtotalMinor} {...look} />
        </Total>
        {taxes.map((tax) => (
          <Total key={`${tax.jurisdiction} ${tax.ratePercent}`} label={words.label(tax)}>
            <MoneyText minor={tax.taxMinor} {...look} testId="amt-tax" />
          </Total>
        ))}
        <Total label={t("total")} rank="sum">
          <MoneyText minor={totalMinor} {...look} testId="amt-total" />
        </Total>
        {totalMinor < 0n ? (
          <Total label={t("becomesCredit")}>
            <MoneyText minor={balanceMinor - totalMinor} {...look} testId="amt-credit" />
          </Total>
        ) : (
          <Total label={t("paid")}>
            <MoneyText minor={totalMinor - balanceMinor} {...look} testId="amt-paid" />
          </Total>
        )}
        <Total label={t("toPay")} rank="last">
          <MoneyText minor={balanceMinor} {...look} testId="amt-balance" className="text-h2" />
        </Total>
      </dl>
    </div>
  );
}
