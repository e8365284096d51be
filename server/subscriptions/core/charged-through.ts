import { earlierPoint, type TimePoint } from "@/server/kernel";
import { type ChargeTerms, isInAdvance } from "./plan-terms";
import type { SubscriptionLife } from "./subscription-life";

/** Up to where a charge in advance is billed. */
export const billedUntil = (
  life: Pick<SubscriptionLife, "chargedThrough" | "runsFrom">,
  charge: ChargeTerms,
): TimePoint => life.chargedThrough[charge.key] ?? life.runsFrom;

/** Up to where all of a subscription is billed: what is in advance, or else what is settled. */
export const chargedThroughOf = (
  life: Pick<SubscriptionLife, "chargedThrough" | "runsFrom" | "plan" | "settledThrough">,
  zone: string,
): TimePoint =>
  life.plan.charges
    .filter(isInAdvance)
    .map((charge) => billedUntil(life, charge))
    .reduce<TimePoint | null>((earliest, at) => (earliest ? earlierPoint(earliest, at, zone) : at), null) ??
  life.settledThrough;
