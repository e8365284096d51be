import { useTranslations } from "next-intl";
import type { PlanOffer } from "@/server/orders/core";
import { MoneyText } from "./money-text";
import { dollarsFor, type OfferView, planPrice } from "./plan-price";

type PriceStackProps = { plan: PlanOffer; view: OfferView };

export function PriceStack({ plan, view }: PriceStackProps) {
  const t = useTranslations("storefront.pricing");
  const price = planPrice(plan, view.buyer, view.term);
  const look = { currency: view.currency, dollars: dollarsFor(view) };
  const isTaxed = view.taxRatePercent !== null;
  const tax = { tax: view.taxLabel, rate: view.taxRatePercent ?? "" };
  const headlineTax = price.isNetFirst ? t("excl", tax) : t("incl", tax);
  const when = price.isYearly ? t("todayForYear") : t("perMonth");
  const isNetShown = price.isNetFirst && isTaxed;
  return (
    <div className="pt-1.5">
      <p>
        <MoneyText
          key={price.headlineMinor}
          minor={price.headlineMinor}
          {...look}
          testId={isNetShown ? "amt-net" : "amt-total"}
          className="total text-h1 font-semibold tracking-[-0.01em]"
        />{" "}
        <span className="block text-sm text-text-2">{isTaxed ? `${when}, ${headlineTax}` : when}</span>
      </p>
      <p className="mt-1.5 font-medium">
        {isTaxed && (
          <MoneyText
            key={price.besideMinor}
            minor={price.besideMinor}
            {...look}
            testId={price.isNetFirst ? "amt-total" : "amt-net"}
            className="total"
          />
        )}{" "}
        {!isTaxed && t("noTaxAdded", tax)}
        {isTaxed && (price.isNetFirst ? t("inclRate", tax) : t("excl", tax))}
      </p>
    </div>
  );
}
