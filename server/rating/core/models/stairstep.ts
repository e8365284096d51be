import { compareRationals, type Rational, ZERO } from "@/server/kernel";
import type { RatingConventions } from "../rating-conventions";
import { coverQuantity, type Tier, type TierShare, tierHolding, tiersEntered } from "./tiers";

/** The flat price of the range reached. */
export const rateStairstep = (
  given: readonly Tier[],
  quantityGiven: Rational,
  conventions: RatingConventions,
): TierShare[] => {
  const { tiers, quantity } = coverQuantity(given, quantityGiven, conventions);
  const isFree = conventions.zeroUsageFlatFee === "skip" && compareRationals(quantity, ZERO) === 0;
  const tier = tierHolding(tiers, quantity, conventions.tierBound);
  return [{ tier: tiers.indexOf(tier), quantity, amount: isFree ? ZERO : tier.flatFee }];
};

/** The flat prices of all ranges entered, added up. */
export const rateStairstepCumulative = (
  given: readonly Tier[],
  quantityGiven: Rational,
  conventions: RatingConventions,
): TierShare[] => {
  const { tiers, quantity } = coverQuantity(given, quantityGiven, { ...conventions, tierBound: "inclusive" });
  const isFree = conventions.zeroUsageFlatFee === "skip" && compareRationals(quantity, ZERO) === 0;
  return tiersEntered(tiers, quantity).map(({ tier, units }, at) => ({
    tier: at,
    quantity: units,
    amount: isFree ? ZERO : tier.flatFee,
  }));
};
