import type { Conventions, SubscriptionPolicy } from "@/server/subscriptions/core";

/** What of a policy may be agreed otherwise for one change that takes effect at once. */
export const changeConventions = [
  "actual_days",
  "months_of_30_days",
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

const changed: Readonly<Record<ChangeConvention, (policy: SubscriptionPolicy) => SubscriptionPolicy>> = {
  actual_days: (policy) => ({ ...policy, proration: { ...policy.proration, basis: "actual" } }),
  months_of_30_days: (policy) => ({ ...policy, proration: { basis: "fixed_month", fixedMonthDays: 30 } }),
  seconds: (policy) => ({ ...policy, proration: { ...policy.proration, basis: "second" } }),
  credit: (policy) => ({ ...policy, credits: "prorate" }),
  no_credit: (policy) => ({ ...policy, credits: "none" }),
  nothing_in_between: (policy) => ({ ...policy, parts: "none" }),
  full_charge: (policy) => ({ ...policy, parts: "full" }),
  credit_only: (policy) => ({ ...policy, parts: "credit_only" }),
  change_day_on_new: (policy) => ({ ...policy, changeDay: "new" }),
  change_day_on_old: (policy) => ({ ...policy, changeDay: "old" }),
};

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
  const ofDays = proration.basis === "actual" ? "months_of_30_days" : "actual_days";
  const ofTheDay = changeDay === "new" ? "change_day_on_old" : "change_day_on_new";
  return [ofDays, "seconds", ofCredit, ...ofParts, ...(isCancellation ? ([ofTheDay] as const) : [])];
};

/** What may be charged of the rest of a period by another plan, quantity or price. */
const partsBeside = ({ parts }: SubscriptionPolicy): ChangeConvention[] => [
  ...(parts === "none" ? [] : (["nothing_in_between"] as const)),
  ...(parts === "full" ? [] : (["full_charge"] as const)),
  ...(parts === "credit_only" ? [] : (["credit_only"] as const)),
];
