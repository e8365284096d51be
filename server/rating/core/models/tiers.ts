import {
  compareRationals,
  DomainError,
  divideRationals,
  minRational,
  multiplyRationals,
  ONE,
  type Rational,
  subtractRationals,
  ZERO,
} from "@/server/kernel";
import type { RatingConventions } from "../rating-conventions";

/** A range of quantities up to a bound; the last one of a list may have none. */
export type Tier = {
  readonly upTo: Rational | null;
  readonly unitPrice: Rational;
  readonly flatFee: Rational;
  /** The most that the units of this tier come to. */
  readonly cap: Rational | null;
};

/** What a quantity comes to in one tier, by its place among the price's: the row of a derivation. */
export type TierShare = { readonly tier: number; readonly quantity: Rational; readonly amount: Rational };

const refuseTiers = (message: string): never => {
  throw new DomainError("invalid_input", "tiers.invalid", message, { field: "tiers" });
};

/** Refuses bounds that do not rise, and a tier without a bound that is not the last. */
export const checkTiers = (tiers: readonly Pick<Tier, "upTo">[]): void => {
  if (tiers.length === 0) refuseTiers("Give at least one tier.");
  let below: Rational = ZERO;
  for (const [at, { upTo }] of tiers.entries()) {
    if (upTo === null && at < tiers.length - 1) refuseTiers("Only the last tier may go without a bound.");
    if (upTo !== null && compareRationals(upTo, below) <= 0) refuseTiers("Let each bound be above the one before it.");
    below = upTo ?? below;
  }
};

const lastBound = (tiers: readonly Pick<Tier, "upTo">[]): Rational | null => tiers[tiers.length - 1]?.upTo ?? null;

const isBeyond = (quantity: Rational, bound: Rational, tierBound: RatingConventions["tierBound"]): boolean => {
  const order = compareRationals(quantity, bound);
  return tierBound === "inclusive" ? order > 0 : order >= 0;
};

const refuseBeyond = (): never => {
  throw new DomainError(
    "invalid_input",
    "tiers.above_last",
    "The quantity lies above the last tier. Give the last tier no bound.",
    { field: "quantity" },
  );
};

/** The tiers as they hold for a quantity: what lies above a bounded last one is refused, cut off, or let go on. */
export const coverQuantity = <T extends Pick<Tier, "upTo">>(
  tiers: readonly T[],
  quantity: Rational,
  conventions: Pick<RatingConventions, "tierBound" | "boundedLastTier">,
): { readonly tiers: readonly T[]; readonly quantity: Rational } => {
  const bound = lastBound(tiers);
  if (bound === null || !isBeyond(quantity, bound, conventions.tierBound)) return { tiers, quantity };
  if (conventions.boundedLastTier === "error") return refuseBeyond();
  if (conventions.boundedLastTier === "cap") return { tiers, quantity: minRational(quantity, bound) };
  return { tiers: tiers.map((tier, at) => (at === tiers.length - 1 ? { ...tier, upTo: null } : tier)), quantity };
};

/** The tier whose range holds the quantity. */
export const tierHolding = <T extends Pick<Tier, "upTo">>(
  tiers: readonly T[],
  quantity: Rational,
  tierBound: RatingConventions["tierBound"],
): T => {
  const found = tiers.find(({ upTo }) => upTo === null || !isBeyond(quantity, upTo, tierBound));
  // A quantity cut off at an exclusive last bound still belongs to the last tier.
  const tier = found ?? tiers[tiers.length - 1];
  return tier ?? refuseTiers("Give at least one tier.");
};

export type EnteredTier<T> = { readonly tier: T; readonly units: Rational };

/** How many units lie in each tier that a quantity enters; the first counts as entered at quantity zero. */
export const tiersEntered = <T extends Pick<Tier, "upTo">>(
  tiers: readonly T[],
  quantity: Rational,
): EnteredTier<T>[] => {
  const entered: EnteredTier<T>[] = [];
  let below: Rational = ZERO;
  for (const [at, tier] of tiers.entries()) {
    if (at > 0 && compareRationals(quantity, below) <= 0) break;
    const top = tier.upTo === null ? quantity : minRational(quantity, tier.upTo);
    entered.push({ tier, units: subtractRationals(top, below) });
    below = tier.upTo ?? quantity;
  }
  return entered;
};

/** The units of a tier at its price, a block of units at a time where the price is that of a block. */
export const amountOfUnits = (tier: Tier, units: Rational, block: Rational | null): Rational => {
  const amount = multiplyRationals(divideRationals(units, block ?? ONE), tier.unitPrice);
  return tier.cap === null ? amount : minRational(amount, tier.cap);
};
