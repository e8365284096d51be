import { addRationals, compareRationals, type Rational, ZERO } from "@/server/kernel";
import type { RatingConventions } from "../rating-conventions";
import { amountOfUnits, coverQuantity, type Tier, type TierShare, tierHolding } from "./tiers";

/** All units at the price of the tier that holds them, and its flat fee. */
export const rateVolume = (
  given: readonly Tier[],
  quantityGiven: Rational,
  block: Rational | null,
  conventions: RatingConventions,
): TierShare[] => {
  const { tiers, quantity } = coverQuantity(given, quantityGiven, conventions);
  const tier = tierHolding(tiers, quantity, conventions.tierBound);
  const isFree = conventions.zeroUsageFlatFee === "skip" && compareRationals(quantity, ZERO) === 0;
  const amount = addRationals(amountOfUnits(tier, quantity, block), isFree ? ZERO : tier.flatFee);
  return [{ tier: tiers.indexOf(tier), quantity, amount }];
};
