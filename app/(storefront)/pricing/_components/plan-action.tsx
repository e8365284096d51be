import type { Route } from "next";
import { useTranslations } from "next-intl";
import { isFree } from "@/components/billing/plan-price";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { type PricingChoice, pricingHref } from "../../_data/pricing-params";
import type { PlanOffer, PricingView } from "../../_data/pricing-view";
import { controlsId } from "./pricing-controls";

type PlanActionProps = { plan: PlanOffer; view: PricingView; choice: PricingChoice };

/** Sends exactly the configuration on the screen; the add-ons go with paid plans only. */
export function PlanAction({ plan, view, choice }: PlanActionProps) {
  const t = useTranslations("storefront.pricing");
  if (!plan.fits && !isFree(plan)) {
    const href = pricingHref(choice, { seats: plan.seatsMax });
    return (
      <LinkButton href={href as Route} width="full" scroll={false}>
        {t("setSeats", { seats: plan.seatsMax })}
      </LinkButton>
    );
  }
  const fields = {
    ratePlanKey: plan.ratePlanKey,
    seats: plan.seatsPriced,
    term: isFree(plan) ? "month" : view.term,
    country: view.country.code,
    currency: view.currency,
    buyer: view.buyer,
    product: view.product.key,
    ...(choice.gb === undefined ? {} : { gb: choice.gb }),
  };
  const label = plan.fits
    ? t("choose", { name: plan.name })
    : t("chooseFewer", { name: plan.name, seats: plan.seatsPriced });
  return (
    <form id={`choose-${plan.ratePlanKey}`} action="/checkout" method="post" data-after={controlsId}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {!isFree(plan) &&
        view.addOns
          .filter(({ key }) => choice.addOns.includes(key))
          .map(({ key, quantity }) => <input key={key} type="hidden" name="addOns" value={`${key}:${quantity}`} />)}
      <Button kind={plan.lowestForSeats ? "primary" : "secondary"} width="full">
        {label}
      </Button>
    </form>
  );
}
