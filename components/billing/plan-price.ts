import type { IntervalName } from "@/server/catalog/core";
import type { BuyerKind, PlanOffer } from "@/server/orders/core";

/** For whom offers are shown: what every price of them is said in. */
export type OfferView = {
  readonly country: { readonly code: string };
  readonly currency: string;
  readonly buyer: BuyerKind;
  readonly term: IntervalName;
  readonly seats: number;
  readonly taxLabel: string;
  readonly taxRatePercent: string | null;
};

export type PlanPrice = {
  headlineMinor: bigint;
  besideMinor: bigint;
  netMinor: bigint;
  grossMinor: bigint;
  isNetFirst: boolean;
  isYearly: boolean;
};

/** A business reads the net price first, a person the gross one; the other always stands beside it. */
export function planPrice(plan: PlanOffer, buyer: BuyerKind, term: IntervalName): PlanPrice {
  const isYearly = term === "year" && plan.yearly !== undefined && plan.netMinor > 0n;
  const { netMinor, grossMinor } = isYearly && plan.yearly ? plan.yearly : plan;
  const isNetFirst = buyer === "business";
  return {
    headlineMinor: isNetFirst ? netMinor : grossMinor,
    besideMinor: isNetFirst ? grossMinor : netMinor,
    netMinor,
    grossMinor,
    isNetFirst,
    isYearly,
  };
}

export function dollarsFor(view: { readonly country: { readonly code: string } }): "plain" | "named" {
  return view.country.code === "US" ? "plain" : "named";
}

export const isFree = (plan: PlanOffer) => plan.netMinor === 0n;
