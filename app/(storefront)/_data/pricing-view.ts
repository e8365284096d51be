import type { PricingView } from "@/server/orders";

export type { PricingView };

export type PlanOffer = PricingView["plans"][number];
export type AddOnOffer = PricingView["addOns"][number];
export type UsageTerms = PlanOffer["usage"][number];

const comparedPlans = ["desk-free", "desk-starter", "desk-team", "desk-business"] as const;
const describedAddOns = ["eu-data-residency", "onboarding", "sso-audit-log", "extra-storage", "sandbox"] as const;

export type ComparedPlan = (typeof comparedPlans)[number];
export type DescribedAddOn = (typeof describedAddOns)[number];

export const comparedPlan = (key: string): ComparedPlan | undefined => comparedPlans.find((known) => known === key);

export const describedAddOn = (key: string): DescribedAddOn | undefined =>
  describedAddOns.find((known) => known === key);
