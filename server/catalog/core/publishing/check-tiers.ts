import { addRationals, compareRationals, formatRational, ONE, type Rational, ZERO } from "@/server/kernel";
import { checkAmount, checkQuantity, checkUnitPrice, optional } from "./check-figure";
import type { PricedCharge } from "./priced-charge";
import { type Place, refusePlan } from "./refuse-plan";

type Fields = Readonly<Record<string, unknown>>;

export const tiersOf = (terms: Fields, place: Place): readonly Fields[] => {
  if (!Array.isArray(terms.tiers) || terms.tiers.length === 0) {
    throw refusePlan("tiers_missing", [...place, "tiers"], "Give at least one tier.");
  }
  return terms.tiers;
};

const refuseBounded = (place: Place) =>
  refusePlan("tier_last_bounded", place, "Whatever lies above the last tier has no price. Give it no bound.");

/** Tiers that hold every quantity once: each begins where the one before it ends, and the last goes on. */
export const checkTierPrices = (terms: Fields, place: Place, charge: PricedCharge): void => {
  const tiers = tiersOf(terms, place);
  let below: Rational = ZERO;
  for (const [at, tier] of tiers.entries()) {
    const at1 = [...place, "tiers", String(at + 1)];
    checkStart(tier, at1, below, charge);
    checkUnitPrice(tier.unit_price, [...at1, "unit_price"], charge.currency, charge.unitsMax);
    checkAmount(tier.flat_fee, [...at1, "flat_fee"], charge.currency);
    optional(tier.cap, (cap) => checkAmount(cap, [...at1, "cap"], charge.currency));
    below = checkBound(tier, [...at1, "up_to"], below, at === tiers.length - 1);
  }
};

const checkBound = (tier: Fields, place: Place, below: Rational, isLast: boolean): Rational => {
  const bound = optional(tier.up_to, (upTo) => checkQuantity(upTo, place, true));
  if (bound === null) {
    if (isLast) return below;
    throw refusePlan("tier_unbounded", place, "Only the last tier goes on without a bound. Give it one.");
  }
  if (compareRationals(bound, below) <= 0) {
    const reached = formatRational(below);
    throw refusePlan("tiers_overlap", place, `The tier before it goes up to ${reached}. Give a bound above that.`);
  }
  if (isLast) throw refuseBounded(place);
  return bound;
};

/** Where a tier says that it begins, that is where the one before it ends; in whole units it may be the next of them. */
const checkStart = (tier: Fields, at: Place, below: Rational, { hasWholeUnits }: PricedCharge): void => {
  const place = [...at, "from"];
  const from = optional(tier.from, (given) => checkQuantity(given, place, false));
  if (from === null || compareRationals(from, below) === 0) return;
  const reached = formatRational(below);
  if (compareRationals(from, below) < 0) {
    throw refusePlan("tiers_overlap", place, `The tier before it goes up to ${reached}. Begin this one there.`);
  }
  if (hasWholeUnits && compareRationals(from, addRationals(below, ONE)) === 0) return;
  const gap = `A quantity between ${reached} and ${formatRational(from)} has no price.`;
  throw refusePlan("tiers_gap", place, `${gap} Begin the tier at ${reached}, which belongs to the one before it.`);
};

/** Tiers of blocks: each holds so many of its size, and the last any number of them. */
export const checkBlockTiers = (terms: Fields, place: Place, { currency, unitsMax }: PricedCharge): void => {
  const tiers = tiersOf(terms, place);
  for (const [at, tier] of tiers.entries()) {
    const at1 = [...place, "tiers", String(at + 1)];
    const isLast = at === tiers.length - 1;
    checkQuantity(tier.block_size, [...at1, "block_size"], true);
    checkUnitPrice(tier.block_price, [...at1, "block_price"], currency, unitsMax);
    const bound = optional(tier.max_blocks, (most) => checkQuantity(most, [...at1, "max_blocks"], true));
    if (bound === null && !isLast) {
      throw refusePlan(
        "tier_unbounded",
        [...at1, "max_blocks"],
        "Only the last tier goes on without a bound. Give it one.",
      );
    }
    if (bound !== null && isLast) throw refuseBounded([...at1, "max_blocks"]);
  }
};
