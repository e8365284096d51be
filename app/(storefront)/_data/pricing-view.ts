import type { PricingView } from "@/server/orders";

export type { PricingView };

export type PlanOffer = PricingView["plans"][number];
export type AddOnOffer = PricingView["addOns"][number];
export type UsageTerms = PlanOffer["usage"][number];

const comparedPlans = ["desk-free", "desk-starter", "desk-team", "desk-business"] as const;
const describedPlans = [
  ...comparedPlans,
  "flow-starter",
  "flow-growth",
  "sign-essentials",
  "sign-pro",
  "insights",
] as const;
const describedAddOns = ["eu-data-residency", "onboarding", "sso-audit-log", "extra-storage", "sandbox"] as const;

export type ComparedPlan = (typeof comparedPlans)[number];
export type DescribedPlan = (typeof describedPlans)[number];
export type DescribedAddOn = (typeof describedAddOns)[number];

/** The plan's key where the catalog of messages has words for it; a newer plan is sold without them. */
export const describedPlan = (key: string): DescribedPlan | undefined => describedPlans.find((known) => known === key);

export const comparedPlan = (key: string): ComparedPlan | undefined => comparedPlans.find((known) => known === key);

export const describedAddOn = (key: string): DescribedAddOn | undefined =>
  describedAddOns.find((known) => known === key);
