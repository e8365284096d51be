import { comparePoints, isSameSpan, minRational, type Span } from "@/server/kernel";
import { type ChargeProration, measureShare } from "@/server/rating/core";
import type { ChargeTerms } from "@/server/subscriptions/core";
import type { LifeBasis } from "./life-basis";
import type { TakenShare } from "./line-factors";

/**
 * The share of a period that a part of it takes; the whole of it has none, for it is one on every basis. A part never
 * takes more than the whole, though its days over 360 may.
 */
export const shareOfPeriod = (period: Span, given: Span, { zone, policy }: LifeBasis): TakenShare | null => {
  if (isSameSpan(period, given, zone)) return null;
  const { basis } = policy.proration;
  const { part, whole } = measureShare(period, given, zone, policy.proration);
  return { part: basis === "actual_360" ? minRational(part, whole) : part, whole, basis };
};

/** How a part of a period of a charge is charged: as the charge says, or else as the policy does. */
export const prorationOf = (
  charge: Pick<ChargeTerms, "options"> | undefined,
  { parts }: LifeBasis["policy"],
): ChargeProration => {
  const own = charge?.options?.proration ?? "policy";
  if (own !== "policy") return own;
  return parts === "prorated" ? "policy" : parts;
};

/**
 * The share of its full period that a part of it is charged by, where a charge may have its own rule: a part that begins
 * late is charged in full, or not at all before the next period; one that ends early is charged in full where nothing
 * is given back.
 */
export const chargedShare = (
  charge: ChargeTerms,
  part: Span,
  full: Span,
  basis: LifeBasis,
): TakenShare | null | "nothing" => {
  const proration = prorationOf(charge, basis.policy);
  if (proration === "policy") return shareOfPeriod(full, part, basis);
  if (proration === "full") return shareOfPeriod({ start: part.start, end: full.end }, part, basis);
  if (comparePoints(full.start, part.start, basis.zone) < 0) return "nothing";
  return proration === "none" ? null : shareOfPeriod(full, part, basis);
};
