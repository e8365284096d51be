import { addRationals, formatRational, multiplyRationals, ONE, type Rational, rational, ZERO } from "@/server/kernel";
import { type ChargePrice, isTiered, type TieredPrice } from "./charge-price";
import { withBounds } from "./models/blocks";

/** One part of a price: the units it is for, and what they cost. Every figure is an exact text. */
export type PricePart = {
  /** The first unit; null where all units cost alike. */
  readonly from: string | null;
  /** The last unit; null where nothing bounds it. */
  readonly upTo: string | null;
  /** What a unit costs, or a block of so many. */
  readonly unitPrice: string | null;
  readonly block: string | null;
  /** The share taken of an amount. */
  readonly percent: string | null;
  /** Due once, however many units there are. */
  readonly fee: string | null;
  /** The most that the units come to. */
  readonly cap: string | null;
};

const none: PricePart = {
  from: null,
  upTo: null,
  unitPrice: null,
  block: null,
  percent: null,
  fee: null,
  cap: null,
};

const orNull = (figure: Rational | null): string | null => (figure === null ? null : formatRational(figure));
const unlessZero = (figure: Rational): string | null => (figure.n === 0n ? null : formatRational(figure));

/** A price part by part, in the order of its tiers: what a price list says of it. */
export const partsOfPrice = (price: ChargePrice): PricePart[] => {
  if (isTiered(price)) return partsOfTiers(price);
  switch (price.model) {
    case "flat":
      return [{ ...none, fee: formatRational(price.amount) }];
    case "per_unit":
      return [{ ...none, unitPrice: formatRational(price.unitPrice) }];
    case "package": {
      const from = price.free.n === 0n ? null : formatRational(addRationals(price.free, ONE));
      return [{ ...none, from, unitPrice: formatRational(price.price), block: formatRational(price.size) }];
    }
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
    return { ...none, ...costOf(tier), from, upTo: orNull(tier.upTo) };
  });
};
