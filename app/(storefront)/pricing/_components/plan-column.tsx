import { clsx } from "clsx";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { PlanCard } from "@/components/billing/plan-card";
import { Link } from "@/components/ui/link";
import { type PricingChoice, pricingHref } from "../../_data/pricing-params";
import type { PlanOffer, PricingView } from "../../_data/pricing-view";
import { PlanAction } from "./plan-action";

type PlanColumnProps = { plan: PlanOffer; view: PricingView; choice: PricingChoice };

function NotSold({ view, choice }: Omit<PlanColumnProps, "plan">) {
  const t = useTranslations("storefront.pricing");
  return (
    <div className="row-span-4 text-text-2">
      <p className="font-medium">{t("notSold", { currency: view.currency })}</p>
      {view.suggestion && (
        <Link
          href={pricingHref(choice, { country: view.suggestion.country, ccy: view.suggestion.currency }) as Route}
          className="link mt-2 inline-block text-sm"
        >
          {t("switchTo", { currency: view.suggestion.currency })}
        </Link>
      )}
    </div>
  );
}

export function PlanColumn({ plan, view, choice }: PlanColumnProps) {
  return (
    <section
      aria-labelledby={plan.ratePlanKey}
      data-plan={plan.ratePlanKey}
      className={clsx(
        "relative row-span-6 grid grid-rows-subgrid gap-y-3.5 p-6 max-sm:px-5 not-first:border-t not-first:border-border md:not-first:border-t-0 md:not-first:border-l",
        plan.lowestForSeats &&
          "z-1 after:pointer-events-none after:absolute after:-inset-px after:rounded-card after:border-2 after:border-brand",
      )}
    >
      <PlanCard
        plan={plan}
        view={view}
        action={<PlanAction plan={plan} view={view} choice={choice} />}
        instead={plan.priceMissing ? <NotSold view={view} choice={choice} /> : undefined}
      />
    </section>
  );
}
