import { useTranslations } from "next-intl";
import type { UsageTerms } from "@/server/orders/core";
import { formatUnitPrice } from "./format-unit-price";
import { dollarsFor, type OfferView } from "./plan-price";

const count = new Intl.NumberFormat("en-GB");

/** "2,001 to 20,000: €0.011 each", range by range. */
export function useUsageRates() {
  const t = useTranslations("storefront.usage");
  return ({ ranges }: UsageTerms, view: Omit<UsageRatesView, "term">): string[] =>
    ranges.map(({ from, upTo, unitPrice }) => {
      const values = { from: count.format(BigInt(from)), upTo: upTo === null ? "" : count.format(BigInt(upTo)) };
      const price = formatUnitPrice(unitPrice, view.currency, { dollars: dollarsFor(view) });
      if (unitPrice === "0") return t("free", values);
      return upTo === null ? t("above", { ...values, price }) : t("between", { ...values, price });
    });
}

type UsageRatesView = Pick<OfferView, "currency" | "term" | "country">;

/** What is counted beside the fee, and from which number on it costs how much; without tax, as every unit price. */
export function UsageRates({ usage, view }: { usage: UsageTerms; view: UsageRatesView }) {
  const t = useTranslations("storefront.usage");
  const ratesOf = useUsageRates();
  return (
    <div className="mt-2">
      <p>{t(`title.${view.term}`, { name: usage.name })}</p>
      <ul>
        {ratesOf(usage, view).map((rate) => (
          <li key={rate}>{rate}</li>
        ))}
      </ul>
    </div>
  );
}
