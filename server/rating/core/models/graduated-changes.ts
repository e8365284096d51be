import {
  absoluteRational,
  addRationals,
  divideRationals,
  maxRational,
  minRational,
  multiplyRationals,
  type Rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";
import type { Tier } from "./tiers";

/** Units that came or went within a period, and for how many whole periods of one unit they count together. */
export type QuantityChange = { readonly units: Rational; readonly proratedUnits: Rational };

/**
 * Changes of a level within a period: units entering or leaving take the prices of the tiers they lie in, the last in
 * first out, each weighed by its share of the period; the flat fee of a tier is charged once, when it is first entered.
 */
export const rateGraduatedChanges = (tiers: readonly Tier[], changes: readonly QuantityChange[]): Rational => {
  const feesCharged = new Set<Tier>();
  let level: Rational = ZERO;
  const amounts = changes.map(({ units, proratedUnits }) => {
    if (units.n === 0n) return ZERO;
    const next = addRationals(level, units);
    const low = minRational(level, next);
    const high = maxRational(level, next);
    const weight = divideRationals(proratedUnits, absoluteRational(units));
    const priced = overlaps(tiers, low, high).map(({ tier, units: inTier }) =>
      multiplyRationals(multiplyRationals(inTier, tier.unitPrice), weight),
    );
    const fees = units.n > 0n ? newFees(tiers, high, feesCharged) : [];
    level = next;
    return sumRationals([...priced, ...fees]);
  });
  return sumRationals(amounts);
};

const overlaps = (tiers: readonly Tier[], low: Rational, high: Rational) => {
  let below: Rational = ZERO;
  return tiers.map((tier) => {
    const from = maxRational(low, below);
    const to = tier.upTo === null ? high : minRational(high, tier.upTo);
    below = tier.upTo ?? high;
    return { tier, units: maxRational(ZERO, subtractRationals(to, from)) };
  });
};

const newFees = (tiers: readonly Tier[], high: Rational, charged: Set<Tier>): Rational[] =>
  overlaps(tiers, ZERO, high)
    .filter(({ tier, units }) => units.n > 0n && !charged.has(tier))
    .map(({ tier }) => {
      charged.add(tier);
      return tier.flatFee;
    });
