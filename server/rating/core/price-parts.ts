import { addRationals, formatRational, multiplyRationals, ONE, type Rational, rational, ZERO } from "@/server/kernel";
import { type ChargePrice, isTiered, type TieredPrice } from "./charge-price";
import { partsOfEvents } from "./event-price-parts";
import { withBounds } from "./models/blocks";
import { noPart, type PricePart } from "./price-part";
import { orNull } from "./written-figures";

const unlessZero = (figure: Rational): string | null => (figure.n === 0n ? null : formatRational(figure));

/** A price part by part, in the order of its tiers: what a price list says of it. */
export const partsOfPrice = (price: ChargePrice): PricePart[] => {
  if (isTiered(price)) return partsOfTiers(price);
  switch (price.model) {
    case "flat":
      return [{ ...noPart, fee: formatRational(price.amount) }];
    case "per_unit":
      return [{ ...noPart, unitPrice: formatRational(price.unitPrice) }];
    case "package": {
      const from = price.free.n === 0n ? null : formatRational(addRationals(price.free, ONE));
      return [{ ...noPart, from, unitPrice: formatRational(price.price), block: formatRational(price.size) }];
    }
    case "carried":
      return [{ ...noPart, of: "carried" }];
    case "percentage":
    case "matrix":
      return partsOfEvents(price);
    default:
      return withRanges(withBounds(price.tiers), ONE, ({ blockPrice, blockSize }) => ({
        unitPrice: formatRational(blockPrice),
        block: formatRational(blockSize),
      }));
  }
};

const percentPerOne = rational(100n);

const partsOfTiers = ({ model, tiers, block }: TieredPrice): PricePart[] => {
  if (model === "graduated_percentage") {
    return withRanges(tiers, ZERO, ({ unitPrice, flatFee, cap }) => ({
      percent: formatRational(multiplyRationals(unitPrice, percentPerOne)),
      fee: unlessZero(flatFee),
      cap: orNull(cap),
    }));
  }
  if (model === "stairstep" || model === "stairstep_cumulative") {
    return withRanges(tiers, ONE, ({ flatFee }) => ({ fee: formatRational(flatFee) }));
  }
  return withRanges(tiers, ONE, ({ unitPrice, flatFee, cap }) => ({
    unitPrice: formatRational(unitPrice),
    block: orNull(block),
    fee: unlessZero(flatFee),
    cap: orNull(cap),
  }));
};

/** Units are counted from the one after the bound below; amounts go on where it ends. */
const withRanges = <T extends { readonly upTo: Rational | null }>(
  tiers: readonly T[],
  step: Rational,
  costOf: (tier: T) => Partial<PricePart>,
): PricePart[] => {
  let below: Rational = ZERO;
  return tiers.map((tier) => {
    const from = formatRational(addRationals(below, step));
    below = tier.upTo ?? below;
    return { ...noPart, ...costOf(tier), from, upTo: orNull(tier.upTo) };
  });
};
