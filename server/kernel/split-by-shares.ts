import { allocateByWeights } from "./allocate";
import { sumMinor } from "./money";
import { type Rational, rational, subtractRationals } from "./rational";
import { floorDivide } from "./rounding";

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** The same proportions in whole numbers. */
const toWholeWeights = (shares: readonly Rational[]): bigint[] => {
  const denominator = shares.reduce((product, { d }) => (product % d === 0n ? product : product * d), 1n);
  return shares.map(({ n, d }) => n * (denominator / d));
};

const byFraction = (a: { fraction: Rational; at: number }, b: { fraction: Rational; at: number }): number => {
  const difference = subtractRationals(b.fraction, a.fraction).n;
  return difference === 0n ? a.at - b.at : difference < 0n ? -1 : 1;
};

const topUp = (total: bigint, shares: readonly Rational[]): bigint[] => {
  const parts = shares.map(({ n, d }) => floorDivide(n, d));
  const spare = total - sumMinor(parts);
  const order = shares
    .map((share, at) => ({ at, fraction: subtractRationals(share, rational(parts[at] ?? 0n)) }))
    .sort(byFraction)
    .slice(0, Number(spare));
  for (const { at } of order) parts[at] = (parts[at] ?? 0n) + 1n;
  return parts;
};

/**
 * Splits what a sum of exact shares was rounded to, so that the parts add up to it. Shares of one sign are weights of an
 * allocation by largest fraction; where both signs meet, each share is cut down to a whole unit and the largest fractions
 * take one more: 1.9 and -1.9, rounded to 0, are 2 and -2.
 */
export const splitByShares = (total: bigint, shares: readonly Rational[]): bigint[] => {
  const weights = toWholeWeights(shares);
  if (weights.every((weight) => weight === 0n)) return shares.map(() => 0n);
  const isOneSign = weights.every((weight) => weight >= 0n) || weights.every((weight) => weight <= 0n);
  if (isOneSign) return allocateByWeights(total, weights.map(absolute));
  if (total >= 0n) return topUp(total, shares);
  return topUp(
    -total,
    shares.map(({ n, d }) => ({ n: -n, d })),
  ).map((part) => -part);
};
