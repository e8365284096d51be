import { invariant } from "./invariant";
import type { Money } from "./money";

/**
 * Splits a total so that the parts add up to it: each gets its exact share cut to whole units, then the largest
 * remainders take one more. 100 by 1:1:1 is 34, 33, 33; minus 100 is its mirror.
 */
export function allocateByWeights(total: bigint, weights: readonly bigint[]): bigint[] {
  invariant(
    weights.every((weight) => weight >= 0n),
    "A weight cannot be negative.",
  );
  const sum = weights.reduce((left, right) => left + right, 0n);
  invariant(sum > 0n, "At least one weight must be above zero.");
  if (total < 0n) return allocateByWeights(-total, weights).map((part) => -part);

  const parts = weights.map((weight) => (total * weight) / sum);
  const spare = Number(total - parts.reduce((left, right) => left + right, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder.slice(0, spare)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}

export function allocateMoney(total: Money, weights: readonly bigint[]): Money[] {
  return allocateByWeights(total.minor, weights).map((minor) => ({ minor, currency: total.currency }));
}
