import { useTranslations } from "next-intl";
import type { PlanOffer } from "@/server/orders/core";
import { formatMoney } from "./format-money";
import { MoneyText } from "./money-text";
import { dollarsFor, isFree, type OfferView, planPrice } from "./plan-price";
import { UsageRates } from "./usage-rates";

type PlanWorkingProps = { plan: PlanOffer; view: OfferView };

function YearlySaving({ plan, view }: PlanWorkingProps) {
  const t = useTranslations("storefront.pricing");
  if (!plan.yearly || !planPrice(plan, view.buyer, view.term).isYearly) return null;
  const look = { currency: view.currency, dollars: dollarsFor(view) };
  return (
    <p>
      {t.rich("yearlySaving", {
        month: () => <MoneyText minor={plan.yearly?.perMonthMinor ?? 0n} {...look} />,
        saved: () => <MoneyText minor={plan.yearly?.savedMinor ?? 0n} {...look} testId="amt-saved" />,
      })}
    </p>
  );
}

type Translate = ReturnType<typeof useTranslations<"storefront.pricing">>;

const workingOf = (t: Translate, plan: PlanOffer, unit: string): string => {
  if (plan.unit === "viewer") return t("upToViewers", { viewers: plan.seatsPriced });
  return plan.unit === "seat" ? t("seatsTimes", { seats: plan.seatsPriced, unit }) : t("flatFee", { unit });
};

/** How the price above comes about, and what the plan does not cover. */
export function PlanWorking({ plan, view }: PlanWorkingProps) {
  const t = useTranslations("storefront.pricing");
  const isNet = view.buyer === "business";
  const unit = formatMoney(isNet ? plan.unitPriceMinor : plan.unitPriceGrossMinor, view.currency, {
    dollars: dollarsFor(view),
  });
  const months = planPrice(plan, view.buyer, view.term).isYearly ? t("timesMonths") : "";
  const working = isFree(plan) ? t("seatCount", { seats: plan.seatsPriced }) : `${workingOf(t, plan, unit)}${months}`;
  const shortfall = isFree(plan)
    ? t("covers", { covered: plan.seatsPriced, seats: view.seats })
    : t("endsAt", { name: plan.name, max: plan.seatsMax, seats: view.seats });
  return (
    <div className="border-t border-border pt-3 text-sm text-text-2">
      <p>{plan.fits ? working : `${working}. ${shortfall}`}</p>
      {plan.usage.map((usage) => (
        <UsageRates key={usage.chargeId} usage={usage} view={view} />
      ))}
      <YearlySaving plan={plan} view={view} />
    </div>
  );
}
