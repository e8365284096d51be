/** How tiers, allowances and negative quantities are read where sources differ: each caller says which it means. */
export type RatingConventions = {
  /** Whether a quantity that equals a bound belongs to the tier it bounds or to the next (volume, stairstep). */
  readonly tierBound: "inclusive" | "exclusive";
  readonly zeroUsageFlatFee: "charge" | "skip";
  /** What lies beyond a bounded last tier is refused, is not charged, or is charged as the last tier. */
  readonly boundedLastTier: "error" | "cap" | "last_tier";
  readonly negative: "mirror" | "zero";
  readonly includedReading: "subtract" | "shift_bounds";
};

/** The product's own reading: a bounded last tier is refused when a rate plan is published. */
export const standardRating: RatingConventions = {
  tierBound: "inclusive",
  zeroUsageFlatFee: "charge",
  boundedLastTier: "error",
  negative: "mirror",
  includedReading: "subtract",
};
