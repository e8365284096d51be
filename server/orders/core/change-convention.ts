import type { ProrationBasis } from "@/server/rating/core";
import type { Conventions, SubscriptionPolicy } from "@/server/subscriptions/core";

/** What of a policy may be agreed otherwise for one change that takes effect at once. */
export const changeConventions = [
  "actual_days",
  "months_of_30_days",
  "days_over_360",
  "strict_months_of_30_days",
  "seconds",
  "credit",
  "no_credit",
  "nothing_in_between",
  "full_charge",
  "credit_only",
  "change_day_on_new",
  "change_day_on_old",
] as const;

export type ChangeConvention = (typeof changeConventions)[number];

const by =
  (basis: ProrationBasis["basis"]) =>
  (policy: SubscriptionPolicy): SubscriptionPolicy => ({ ...policy, proration: { basis, fixedMonthDays: 30 } });

const changed: Readonly<Record<ChangeConvention, (policy: SubscriptionPolicy) => SubscriptionPolicy>> = {
  actual_days: by("actual"),
  months_of_30_days: by("fixed_month"),
  days_over_360: by("actual_360"),
  strict_months_of_30_days: by("strict_30_360"),
  seconds: by("second"),
  credit: (policy) => ({ ...policy, credits: "prorate" }),
  no_credit: (policy) => ({ ...policy, credits: "none" }),
  nothing_in_between: (policy) => ({ ...policy, parts: "none" }),
  full_charge: (policy) => ({ ...policy, parts: "full" }),
  credit_only: (policy) => ({ ...policy, parts: "credit_only" }),
  change_day_on_new: (policy) => ({ ...policy, changeDay: "new" }),
  change_day_on_old: (policy) => ({ ...policy, changeDay: "old" }),
};

/** How days are counted by each convention of them. */
const basisOf = {
  actual_days: "actual",
  months_of_30_days: "fixed_month",
  days_over_360: "actual_360",
  strict_months_of_30_days: "strict_30_360",
} as const satisfies Partial<Record<ChangeConvention, ProrationBasis["basis"]>>;

const dayConventions = Object.keys(basisOf) as (keyof typeof basisOf)[];

export const byConvention = (conventions: Conventions, chosen: ChangeConvention): Conventions => ({
  ...conventions,
  service: changed[chosen](conventions.service),
});

/**
 * The conventions that a policy does not have and that could take its place at a change. Whoever counts seconds keeps to
 * them: its boundaries lie within days, and days cannot be counted between them.
 */
export const conventionsBeside = (policy: SubscriptionPolicy, isCancellation: boolean): ChangeConvention[] => {
  const { proration, credits, changeDay } = policy;
  const ofCredit = credits === "none" ? "credit" : "no_credit";
  const ofParts = isCancellation ? [] : partsBeside(policy);
  if (proration.basis === "second") return [ofCredit, ...ofParts];
  const ofDays = dayConventions.filter((convention) => basisOf[convention] !== proration.basis);
  const ofTheDay = changeDay === "new" ? "change_day_on_old" : "change_day_on_new";
  return [...ofDays, "seconds", ofCredit, ...ofParts, ...(isCancellation ? ([ofTheDay] as const) : [])];
};

/** What may be charged of the rest of a period by another plan, quantity or price. */
const partsBeside = ({ parts }: SubscriptionPolicy): ChangeConvention[] => [
  ...(parts === "none" ? [] : (["nothing_in_between"] as const)),
  ...(parts === "full" ? [] : (["full_charge"] as const)),
  ...(parts === "credit_only" ? [] : (["credit_only"] as const)),
];
