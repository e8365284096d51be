import {
  addRationals,
  compareRationals,
  DomainError,
  divideRationals,
  minRational,
  multiplyRationals,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
  ZERO,
} from "@/server/kernel";
import type { RatingConventions } from "../rating-conventions";
import { coverQuantity, type TierShare, tierHolding } from "./tiers";

/** A range priced by blocks of its own size; the last one may hold any number of them. */
export type BlockTier = {
  readonly blockSize: Rational;
  readonly maxBlocks: Rational | null;
  readonly blockPrice: Rational;
};

type BoundedTier = BlockTier & { readonly upTo: Rational | null };

const refuse = (message: string): never => {
  throw new DomainError("invalid_input", "tiers.invalid", message, { field: "tiers" });
};

/** The tiers with the bounds that their widths add up to. */
export const withBounds = (tiers: readonly BlockTier[]): BoundedTier[] => {
  if (tiers.length === 0) refuse("Give at least one tier.");
  let below: Rational = ZERO;
  return tiers.map((tier, at) => {
    if (tier.blockSize.n <= 0n) refuse("Give each tier a block size above zero.");
    if (tier.maxBlocks === null) {
      if (at < tiers.length - 1) refuse("Only the last tier may go without a bound.");
      return { ...tier, upTo: null };
    }
    if (tier.maxBlocks.n <= 0n) refuse("Let each tier hold at least one block.");
    below = addRationals(below, multiplyRationals(tier.blockSize, tier.maxBlocks));
    return { ...tier, upTo: below };
  });
};

/** A begun block counts in full. */
export const blocksBegun = (units: Rational, size: Rational): Rational =>
  rational(roundRational(divideRationals(units, size), "ceiling"));

/** In each tier the blocks begun of what is left, as many as the tier holds. */
export const rateGraduatedBlocks = (
  given: readonly BlockTier[],
  quantityGiven: Rational,
  conventions: RatingConventions,
): TierShare[] => {
  const { tiers, quantity } = coverQuantity(withBounds(given), quantityGiven, {
    ...conventions,
    tierBound: "inclusive",
  });
  const shares: TierShare[] = [];
  let left = quantity;
  for (const [at, tier] of tiers.entries()) {
    if (at > 0 && compareRationals(left, ZERO) <= 0) break;
    const begun = blocksBegun(left, tier.blockSize);
    const blocks = tier.upTo === null || tier.maxBlocks === null ? begun : minRational(begun, tier.maxBlocks);
    const units = minRational(left, multiplyRationals(blocks, tier.blockSize));
    shares.push({ tier: at, quantity: units, amount: multiplyRationals(blocks, tier.blockPrice) });
    left = subtractRationals(left, units);
  }
  return shares;
};

/** All blocks begun, of the size and at the price of the tier whose running width holds the quantity. */
export const rateVolumeBlocks = (
  given: readonly BlockTier[],
  quantityGiven: Rational,
  conventions: RatingConventions,
): TierShare[] => {
  const { tiers, quantity } = coverQuantity(withBounds(given), quantityGiven, conventions);
  const tier = tierHolding(tiers, quantity, conventions.tierBound);
  const amount = multiplyRationals(blocksBegun(quantity, tier.blockSize), tier.blockPrice);
  return [{ tier: tiers.indexOf(tier), quantity, amount }];
};
