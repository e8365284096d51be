import { addRationals, compareRationals, type Rational, ZERO } from "@/server/kernel";
import type { RatingConventions } from "../rating-conventions";
import { amountOfUnits, coverQuantity, type Tier, type TierShare, tiersEntered } from "./tiers";

/** The units of each tier at its own price, and the flat fee of each tier entered. */
export const rateGraduated = (
  given: readonly Tier[],
  quantityGiven: Rational,
  block: Rational | null,
  conventions: RatingConventions,
): TierShare[] => {
  const { tiers, quantity } = coverQuantity(given, quantityGiven, { ...conventions, tierBound: "inclusive" });
  const isFree = conventions.zeroUsageFlatFee === "skip" && compareRationals(quantity, ZERO) === 0;
  return tiersEntered(tiers, quantity).map(({ tier, units }, at) => ({
    tier: at,
    quantity: units,
    amount: addRationals(amountOfUnits(tier, units, block), isFree ? ZERO : tier.flatFee),
  }));
};
