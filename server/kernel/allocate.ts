import { DomainError } from "./domain-error";
import { invariant } from "./invariant";
import type { Money } from "./money";
import {
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "./rational";

export type AllocationRule = {
  /** Who gets the single units that are left once every share is cut to whole ones. */
  readonly remainder: "largest_fraction" | "first" | "last" | "last_takes_all";
  /** A negative total is the mirror of the positive one, or its shares are cut toward minus infinity. */
  readonly negative: "mirror" | "floor";
};

/** Largest remainders first, ties to the earlier part; a negative total mirrored. */
export const standardAllocation: AllocationRule = { remainder: "largest_fraction", negative: "mirror" };

/**
 * Splits a whole number of units so that the parts add up to it: each gets its exact share cut to whole units, then what
 * is left goes out one by one. A weight of zero gets nothing. 100 by 1:1:1 is 34, 33, 33.
 */
export function allocateUnits(total: bigint, weights: readonly Rational[], rule: AllocationRule): bigint[] {
  const sum = sumRationals(weights);
  if (sum.n <= 0n || weights.some(({ n }) => n < 0n)) {
    throw new DomainError("invalid_input", "weights.invalid", "Give weights of zero or more, one of them above zero.", {
      field: "weights",
    });
  }
  if (total < 0n && rule.negative === "mirror") return allocateUnits(-total, weights, rule).map((part) => -part);

  const shares = weights.map((weight) => divideRationals(multiplyRationals(rational(total), weight), sum));
  const parts = shares.map((share) => roundRational(share, "floor"));
  const spare = total - parts.reduce((left, right) => left + right, 0n);
  const takers = takersOfRemainder(shares, weights, rule.remainder, Number(spare));
  for (const at of takers) parts[at] = (parts[at] ?? 0n) + 1n;
  return parts;
}

function takersOfRemainder(
  shares: readonly Rational[],
  weights: readonly Rational[],
  remainder: AllocationRule["remainder"],
  count: number,
): number[] {
  const entitled = weights.flatMap((weight, at) => (weight.n > 0n ? [at] : []));
  if (remainder === "first") return entitled.slice(0, count);
  if (remainder === "last") return entitled.reverse().slice(0, count);
  if (remainder === "last_takes_all") return Array.from({ length: count }, () => entitled.at(-1) ?? 0);
  const fractionAt = (at: number): Rational => {
    const share = shares[at] ?? ZERO;
    return subtractRationals(share, rational(roundRational(share, "floor")));
  };
  const byFraction = entitled.map((at) => ({ at, fraction: fractionAt(at) }));
  byFraction.sort((a, b) => compareRationals(b.fraction, a.fraction) || a.at - b.at);
  return byFraction.slice(0, count).map(({ at }) => at);
}

/** The same by whole weights and the standard rule: minus 100 by 1:1:1 is the mirror of 100. */
export function allocateByWeights(total: bigint, weights: readonly bigint[]): bigint[] {
  invariant(
    weights.every((weight) => weight >= 0n),
    "A weight cannot be negative.",
  );
  invariant(
    weights.some((weight) => weight > 0n),
    "At least one weight must be above zero.",
  );
  return allocateUnits(
    total,
    weights.map((weight) => rational(weight)),
    standardAllocation,
  );
}

export function allocateMoney(total: Money, weights: readonly bigint[]): Money[] {
  return allocateByWeights(total.minor, weights).map((minor) => ({ minor, currency: total.currency }));
}
