import {
  absoluteRational,
  addRationals,
  compareRationals,
  DomainError,
  divideRationals,
  maxRational,
  multiplyRationals,
  negateRational,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
  sumRationals,
  unreachable,
  ZERO,
} from "@/server/kernel";
import { isTiered, type QuantityPrice, type TieredPrice } from "./charge-price";
import { rateGraduatedBlocks, rateVolumeBlocks } from "./models/blocks";
import { rateGraduated } from "./models/graduated";
import { ratePackage } from "./models/package";
import { rateStairstep, rateStairstepCumulative } from "./models/stairstep";
import { checkTiers, type TierShare } from "./models/tiers";
import { rateVolume } from "./models/volume";
import type { RatingConventions } from "./rating-conventions";

/** What a quantity comes to, exact and in major units, with the steps that lead there. */
export type RatedQuantity = {
  readonly amount: Rational;
  /** The tiers entered; of a model without tiers there are none. */
  readonly tiers: readonly TierShare[] | null;
  /** What is left to be charged once the included units are taken off. */
  readonly billableQuantity: Rational;
  /** The quantity in whole blocks, where the price is that of a block. */
  readonly roundedQuantity: Rational | null;
  /** The units in whole packages. */
  readonly billedUnits: Rational | null;
};

/**
 * Prices a quantity: included units come off first (or raise every bound once they are exceeded), then the model. A
 * negative quantity mirrors the positive one, or is worth nothing. Refuses tiers that do not rise and a quantity above
 * a bounded last tier.
 */
export const rateQuantity = (
  price: QuantityPrice,
  quantity: Rational,
  included: Rational,
  conventions: RatingConventions,
): RatedQuantity => {
  if (isTiered(price)) checkTiers(price.tiers);
  if (quantity.n < 0n) return rateNegative(price, quantity, included, conventions);
  const billableQuantity = maxRational(ZERO, subtractRationals(quantity, included));
  if (conventions.includedReading === "shift_bounds" && included.n > 0n) {
    return billableQuantity.n === 0n
      ? { ...ratePositive(price, ZERO, conventions), amount: ZERO, billableQuantity }
      : { ...ratePositive(shiftBounds(price, included), quantity, conventions), billableQuantity };
  }
  return { ...ratePositive(price, billableQuantity, conventions), billableQuantity };
};

const rateNegative = (
  price: QuantityPrice,
  quantity: Rational,
  included: Rational,
  conventions: RatingConventions,
): RatedQuantity => {
  const mirrored = rateQuantity(price, absoluteRational(quantity), included, conventions);
  const billableQuantity = negateRational(mirrored.billableQuantity);
  const plain = { tiers: null, roundedQuantity: null, billedUnits: null, billableQuantity };
  return { ...plain, amount: conventions.negative === "zero" ? ZERO : negateRational(mirrored.amount) };
};

const shiftBounds = (price: QuantityPrice, by: Rational): QuantityPrice =>
  isTiered(price)
    ? {
        ...price,
        tiers: price.tiers.map((tier) => ({ ...tier, upTo: tier.upTo === null ? null : addRationals(tier.upTo, by) })),
      }
    : price;

type Rated = Omit<RatedQuantity, "billableQuantity">;

const plain = (amount: Rational): Rated => ({ amount, tiers: null, roundedQuantity: null, billedUnits: null });

const ofTiers = (tiers: readonly TierShare[]): Rated => ({
  ...plain(sumRationals(tiers.map(({ amount }) => amount))),
  tiers,
});

const ratePositive = (price: QuantityPrice, quantity: Rational, conventions: RatingConventions): Rated => {
  switch (price.model) {
    case "flat":
      return plain(price.amount);
    case "per_unit":
      return plain(multiplyRationals(quantity, price.unitPrice));
    case "carried":
      return plain(quantity);
    case "package": {
      const { amount, billedUnits } = ratePackage(price, quantity);
      return { ...plain(amount), billedUnits };
    }
    case "graduated_blocks":
      return ofTiers(rateGraduatedBlocks(price.tiers, quantity, conventions));
    case "volume_blocks":
      return ofTiers(rateVolumeBlocks(price.tiers, quantity, conventions));
    default:
      return rateTiered(price, quantity, conventions);
  }
};

const rateTiered = (price: TieredPrice, given: Rational, conventions: RatingConventions): Rated => {
  const roundedQuantity = price.block === null ? null : inWholeBlocks(given, price.block);
  const quantity = roundedQuantity ?? given;
  return { ...ofTiers(sharesOf(price, quantity, conventions)), roundedQuantity };
};

const inWholeBlocks = (quantity: Rational, block: Rational): Rational => {
  if (compareRationals(block, ZERO) <= 0) {
    throw new DomainError("invalid_input", "charge_model.invalid", "Give a block a size above zero.", {
      field: "block",
    });
  }
  return multiplyRationals(rational(roundRational(divideRationals(quantity, block), "ceiling")), block);
};

const sharesOf = (
  { model, tiers, block }: TieredPrice,
  quantity: Rational,
  conventions: RatingConventions,
): TierShare[] => {
  switch (model) {
    case "graduated":
    case "graduated_percentage":
      return rateGraduated(tiers, quantity, block, conventions);
    case "volume":
      return rateVolume(tiers, quantity, block, conventions);
    case "stairstep":
      return rateStairstep(tiers, quantity, conventions);
    case "stairstep_cumulative":
      return rateStairstepCumulative(tiers, quantity, conventions);
    default:
      return unreachable(model);
  }
};
