import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { type PricingChoice, pricingHref } from "../../_data/pricing-params";
import { describedPlan, type PlanOffer, type PricingView } from "../../_data/pricing-view";
import { PlanAction } from "./plan-action";
import { PlanThen } from "./plan-then";
import { PlanWorking } from "./plan-working";
import { PriceStack } from "./price-stack";

type PlanColumnProps = { plan: PlanOffer; view: PricingView; choice: PricingChoice };

const featureKeys = ["first", "second", "third"] as const;

function PlanHead({ plan, view }: Omit<PlanColumnProps, "choice">) {
  const t = useTranslations("storefront.pricing");
  const described = describedPlan(plan.ratePlanKey);
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 id={plan.ratePlanKey} className="headline text-h2">
          {plan.name}
        </h2>
        {plan.lowestForSeats && <Badge tone="brand">{t("lowest", { seats: view.seats })}</Badge>}
      </div>
      <p className="mt-0.5 text-sm text-text-2">{described && t(`plans.${described}.for`)}</p>
    </div>
  );
}

function PlanFeatures({ plan }: { plan: PlanOffer }) {
  const t = useTranslations("storefront.pricing");
  const described = describedPlan(plan.ratePlanKey);
  if (!described) return null;
  const before = described === "desk-free" ? null : t(`plans.${described}.before`);
  return (
    <div className={clsx("mt-2 border-t border-border pt-5", !plan.fits && "max-md:hidden")}>
      <ul className="flex flex-col gap-2.5 text-sm">
        {before && <li className="text-text-3">{before}</li>}
        {featureKeys.map((key) => (
          <li key={key} className="flex gap-2.5">
            <Check aria-hidden size={16} strokeWidth={2} className="mt-0.5 shrink-0 text-brand" />
            {t(`plans.${described}.features.${key}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

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
      <PlanHead plan={plan} view={view} />
      {plan.priceMissing ? (
        <NotSold view={view} choice={choice} />
      ) : (
        <>
          <PriceStack plan={plan} view={view} />
          <PlanWorking plan={plan} view={view} />
          <PlanAction plan={plan} view={view} choice={choice} />
          <PlanThen plan={plan} view={view} />
        </>
      )}
      <PlanFeatures plan={plan} />
    </section>
  );
}
