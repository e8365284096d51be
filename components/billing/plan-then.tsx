import { useTranslations } from "next-intl";
import type { PlanOffer } from "@/server/orders/core";
import { formatDay, formatOrdinal } from "./format-day";
import { MoneyText } from "./money-text";
import { dollarsFor, isFree, type OfferView, planPrice } from "./plan-price";

/** What is taken today and when again: always what the card will show, so with the tax. */
export function PlanThen({ plan, view }: { plan: PlanOffer; view: OfferView }) {
  const t = useTranslations("storefront.pricing");
  if (isFree(plan)) return <p className="text-small text-text-3">{t("thenFree")}</p>;
  const { grossMinor, isYearly } = planPrice(plan, view.buyer, view.term);
  const amount = () => <MoneyText minor={grossMinor} currency={view.currency} dollars={dollarsFor(view)} />;
  const values = { amount, seats: plan.fits ? 0 : plan.seatsPriced };
  return (
    <p className="text-small text-text-3">
      {isYearly
        ? t.rich("thenYearly", { ...values, day: formatDay(plan.renewalDay) })
        : t.rich("thenMonthly", { ...values, day: formatOrdinal(plan.renewsDayOfMonth) })}
    </p>
  );
}
