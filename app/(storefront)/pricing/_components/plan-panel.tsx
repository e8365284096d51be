import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { PricingChoice } from "../../_data/pricing-params";
import type { PricingView } from "../../_data/pricing-view";
import { taxNoteOf } from "../../_data/tax-note";
import { PlanColumn } from "./plan-column";

export function PlanPanel({ view, choice }: { view: PricingView; choice: PricingChoice }) {
  const t = useTranslations("storefront.pricing");
  return (
    <>
      <div
        className={clsx(
          view.plans.length === 1 && "md:max-w-[50%]",
          view.plans.length === 2 && "md:max-w-[75%]",
          "mt-8 grid grid-cols-1 rounded-card border border-border bg-surface md:auto-cols-fr md:grid-flow-col md:grid-cols-none md:grid-rows-[repeat(6,auto)]",
        )}
      >
        {view.plans.map((plan) => (
          <PlanColumn key={plan.ratePlanKey} plan={plan} view={view} choice={choice} />
        ))}
      </div>
      <p className="mt-4 text-sm text-text-2">
        {t(`taxNotes.${taxNoteOf(view)}`, {
          country: view.country.name,
          tax: view.taxLabel,
          rate: view.taxRatePercent ?? "0",
        })}
      </p>
    </>
  );
}
