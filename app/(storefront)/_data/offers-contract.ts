import type { PricingView as ServerPricingView } from "@/server/orders";
import type { AddOnOffer as ServerAddOnOffer, PlanOffer as ServerPlanOffer } from "@/server/orders/core";

export type { Country } from "@/server/orders";
export type { BuyerKind } from "@/server/orders/core";

/** The plans and add-ons this store has words for; another one in the catalog is not on these pages. */
export const planKeys = ["desk-free", "desk-starter", "desk-team", "desk-business"] as const;
export const addOnKeys = ["eu-data-residency", "onboarding"] as const;

export type PlanKey = (typeof planKeys)[number];
export type AddOnKey = (typeof addOnKeys)[number];
export type BillingTerm = "month" | "year";

export type PlanOffer = ServerPlanOffer & { readonly ratePlanKey: PlanKey };
export type AddOnOffer = ServerAddOnOffer & { readonly key: AddOnKey };

export type PricingView = Omit<ServerPricingView, "plans" | "addOns" | "features"> & {
  readonly plans: readonly PlanOffer[];
  readonly addOns: readonly AddOnOffer[];
};

const hasWords = (plan: ServerPlanOffer): plan is PlanOffer =>
  (planKeys as readonly string[]).includes(plan.ratePlanKey);

const hasAddOnWords = (addOn: ServerAddOnOffer): addOn is AddOnOffer =>
  (addOnKeys as readonly string[]).includes(addOn.key);

export const toStoreView = ({ features: _, ...view }: ServerPricingView): PricingView => ({
  ...view,
  plans: view.plans.filter(hasWords),
  addOns: view.addOns.filter(hasAddOnWords),
});
