import {
  addRationals,
  type Currency,
  compareRationals,
  divideRationals,
  formatRational,
  multiplyRationals,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
  unreachable,
  ZERO,
} from "@/server/kernel";
import {
  type ChargePrice,
  type RatedQuantity,
  rateQuantity,
  standardRating,
  type TieredPrice,
} from "@/server/rating/core";
import { writeExact, writeExactQuantity } from "./write-exact";
import { writePercent } from "./write-money";

/** A step on the way to an amount: what it is, the figures it is worked out from, and what it comes to. */
export type ExplainedStep = { readonly term: string; readonly working: string; readonly result: string };

export type Priced = { readonly price: ChargePrice; readonly quantity: Rational; readonly included: Rational };

type Tier = TieredPrice["tiers"][number];
type BlockTier = Extract<ChargePrice, { readonly model: "graduated_blocks" | "volume_blocks" }>["tiers"][number];
type Share = NonNullable<RatedQuantity["tiers"]>[number];

const isAbove = (quantity: Rational, bound: Rational | null): boolean =>
  bound !== null && compareRationals(quantity, bound) > 0;

/** "up to 1,000", "above 1,000 up to 5,000", "above 5,000". */
const rangeOf = (above: Rational, upTo: Rational | null): string => {
  const from = above.n === 0n ? "" : `above ${writeExactQuantity(above)}`;
  const to = upTo === null ? "" : `up to ${writeExactQuantity(upTo)}`;
  return [from, to].filter(Boolean).join(" ") || "Any quantity";
};

const inFull = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const unitsOf = ({ model, block }: TieredPrice, share: Share, tier: Tier, currency: Currency): string => {
  if (model === "stairstep" || model === "stairstep_cumulative" || tier.unitPrice.n === 0n) return "";
  if (model === "graduated_percentage") {
    return `${writeExact(share.quantity, currency)} × ${writePercent(formatRational(multiplyRationals(tier.unitPrice, rational(100n))))}`;
  }
  const price = writeExact(tier.unitPrice, currency);
  if (block === null) return `${writeExactQuantity(share.quantity)} × ${price}`;
  return `${writeExactQuantity(divideRationals(share.quantity, block))} blocks of ${writeExactQuantity(block)} × ${price}`;
};

const workingOfTier = (price: TieredPrice, share: Share, tier: Tier, currency: Currency): string => {
  const units = unitsOf(price, share, tier, currency);
  const fee = tier.flatFee.n === 0n && units !== "" ? "" : `${writeExact(tier.flatFee, currency)} for the range`;
  const cap = tier.cap === null ? "" : `, at most ${writeExact(tier.cap, currency)}`;
  return `${[units, fee].filter(Boolean).join(" + ")}${cap}`;
};

const isWholeInOne = (model: ChargePrice["model"]): boolean =>
  model === "volume" || model === "stairstep" || model === "volume_blocks";

/** The range that holds all units; of a price whose ranges each take their part, those entered, in their order. */
const rangesOf = <T>(
  price: { readonly model: ChargePrice["model"] },
  tiers: readonly { readonly tier: T; readonly upTo: Rational | null }[],
  shares: readonly Share[],
): { readonly tier: T; readonly share: Share; readonly range: string }[] => {
  const withBelow = tiers.map((one, at) => ({ ...one, above: tiers[at - 1]?.upTo ?? ZERO }));
  const pairs = isWholeInOne(price.model)
    ? shares.map((share) => ({ share, of: withBelow.find(({ upTo }) => !isAbove(share.quantity, upTo)) }))
    : shares.map((share, at) => ({ share, of: withBelow[at] }));
  return pairs.flatMap(({ share, of }) =>
    of ? [{ tier: of.tier, share, range: inFull(rangeOf(of.above, of.upTo)) }] : [],
  );
};

const tieredSteps = (price: TieredPrice, rated: RatedQuantity, currency: Currency): ExplainedStep[] =>
  rangesOf(
    price,
    price.tiers.map((tier) => ({ tier, upTo: tier.upTo })),
    rated.tiers ?? [],
  ).map(({ tier, share, range }) => ({
    term: range,
    working: workingOfTier(price, share, tier, currency),
    result: writeExact(share.amount, currency),
  }));

const withBounds = (tiers: readonly BlockTier[]): { readonly tier: BlockTier; readonly upTo: Rational | null }[] => {
  let below: Rational = ZERO;
  return tiers.map((tier) => {
    if (tier.maxBlocks === null) return { tier, upTo: null };
    below = addRationals(below, rational(tier.maxBlocks.n * tier.blockSize.n, tier.maxBlocks.d * tier.blockSize.d));
    return { tier, upTo: below };
  });
};

const blockSteps = (
  price: Extract<ChargePrice, { readonly model: "graduated_blocks" | "volume_blocks" }>,
  rated: RatedQuantity,
  currency: Currency,
): ExplainedStep[] =>
  rangesOf(price, withBounds(price.tiers), rated.tiers ?? []).map(({ tier, share, range }) => {
    const blocks = rational(roundRational(divideRationals(share.quantity, tier.blockSize), "ceiling"));
    return {
      term: range,
      working: `${writeExactQuantity(blocks)} blocks of ${writeExactQuantity(tier.blockSize)} × ${writeExact(tier.blockPrice, currency)}`,
      result: writeExact(share.amount, currency),
    };
  });

const packageStep = (
  price: Extract<ChargePrice, { readonly model: "package" }>,
  rated: RatedQuantity,
  currency: Currency,
): ExplainedStep => {
  const packages = divideRationals(rated.billedUnits ?? ZERO, price.size);
  const free = price.free.n === 0n ? "" : `, ${writeExactQuantity(price.free)} of them free`;
  return {
    term: `${writeExactQuantity(rated.billableQuantity)} units${free}`,
    working: `${writeExactQuantity(packages)} packages of ${writeExactQuantity(price.size)} × ${writeExact(price.price, currency)}`,
    result: writeExact(rated.amount, currency),
  };
};

const stepsOfModel = (price: ChargePrice, rated: RatedQuantity, currency: Currency): ExplainedStep[] => {
  switch (price.model) {
    case "flat":
      return [{ term: "Fixed price", working: "", result: writeExact(price.amount, currency) }];
    case "per_unit": {
      const working = `${writeExactQuantity(rated.billableQuantity)} × ${writeExact(price.unitPrice, currency)}`;
      return [{ term: "Quantity × price", working, result: writeExact(rated.amount, currency) }];
    }
    case "package":
      return [packageStep(price, rated, currency)];
    case "graduated_blocks":
    case "volume_blocks":
      return blockSteps(price, rated, currency);
    case "graduated":
    case "volume":
    case "stairstep":
    case "stairstep_cumulative":
    case "graduated_percentage":
      return tieredSteps(price, rated, currency);
    default:
      return unreachable(price);
  }
};

/** How a quantity is priced, range by range, as it is rated. */
export const explainPrice = ({ price, quantity, included }: Priced, currency: Currency): ExplainedStep[] => {
  const rated = rateQuantity(price, quantity, included, standardRating);
  const steps = stepsOfModel(price, rated, currency);
  if (included.n === 0n) return steps;
  const charged = {
    term: "Beyond what is included",
    working: `${writeExactQuantity(quantity)} − ${writeExactQuantity(included)} included`,
    result: writeExactQuantity(subtractRationals(quantity, included).n < 0n ? ZERO : rated.billableQuantity),
  };
  return [charged, ...steps];
};
