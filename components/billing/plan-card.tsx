import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { PlanOffer } from "@/server/orders/core";
import type { OfferView } from "./plan-price";
import { PlanThen } from "./plan-then";
import { PlanWorking } from "./plan-working";
import { PriceStack } from "./price-stack";

type PlanProps = { plan: PlanOffer; view: OfferView };

const describedPlans = [
  "desk-free",
  "desk-starter",
  "desk-team",
  "desk-business",
  "flow-starter",
  "flow-growth",
  "sign-essentials",
  "sign-pro",
  "insights",
] as const;

const featureKeys = ["first", "second", "third"] as const;

/** The plan's key where the catalog of messages has words for it; a newer plan is sold without them. */
const describedPlan = (key: string) => describedPlans.find((known) => known === key);

function PlanHead({ plan, view }: PlanProps) {
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

function PlanFeatures({ plan }: Pick<PlanProps, "plan">) {
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

type PlanCardProps = PlanProps & {
  /** Where it can be chosen: what chooses it. */
  action?: ReactNode;
  /** Instead of prices, where it is not sold. */
  instead?: ReactNode;
};

/** A plan as the price list says it, row by row: who it is for, its price, the working, what comes then, what it has. */
export function PlanCard({ plan, view, action, instead }: PlanCardProps) {
  return (
    <>
      <PlanHead plan={plan} view={view} />
      {instead ?? (
        <>
          <PriceStack plan={plan} view={view} />
          <PlanWorking plan={plan} view={view} />
          {action}
          <PlanThen plan={plan} view={view} />
        </>
      )}
      <PlanFeatures plan={plan} />
    </>
  );
}
