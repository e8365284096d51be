import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { dollarsFor, planPrice } from "@/components/billing/plan-price";
import type { PricingView } from "../../_data/pricing-view";

/** Tells whoever cannot see the columns what a change of the controls did to the plan that fits. */
export function TotalsAnnouncement({ view }: { view: PricingView }) {
  const t = useTranslations("storefront.pricing");
  const plan = view.plans.find(({ lowestForSeats }) => lowestForSeats);
  const amount = plan
    ? formatMoney(planPrice(plan, view.buyer, view.term).grossMinor, view.currency, { dollars: dollarsFor(view) })
    : "";
  return (
    <p role="status" className="sr-only">
      {plan && t("announce", { name: plan.name, seats: view.seats, amount, term: view.term })}
    </p>
  );
}
