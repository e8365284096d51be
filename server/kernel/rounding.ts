import { invariant } from "./invariant";

export const roundingModes = [
  "half_away_from_zero",
  "half_even",
  "half_odd",
  "half_toward_zero",
  "half_up",
  "half_down",
  "toward_zero",
  "away_from_zero",
  "floor",
  "ceiling",
] as const;

export type RoundingMode = (typeof roundingModes)[number];

type Neighbors = {
  readonly below: bigint;
  readonly isNegative: boolean;
  readonly isTie: boolean;
  readonly isNearerAbove: boolean;
};

const choosesAbove: Record<RoundingMode, (at: Neighbors) => boolean> = {
  half_away_from_zero: (at) => (at.isTie ? !at.isNegative : at.isNearerAbove),
  half_even: (at) => (at.isTie ? isOdd(at.below) : at.isNearerAbove),
  half_odd: (at) => (at.isTie ? !isOdd(at.below) : at.isNearerAbove),
  half_toward_zero: (at) => (at.isTie ? at.isNegative : at.isNearerAbove),
  half_up: (at) => at.isTie || at.isNearerAbove,
  half_down: (at) => at.isNearerAbove,
  toward_zero: (at) => at.isNegative,
  away_from_zero: (at) => !at.isNegative,
  floor: () => false,
  ceiling: () => true,
};

function isOdd(value: bigint): boolean {
  return value % 2n !== 0n;
}

export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, "A floor division needs a positive denominator.");
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** The whole number next to `numerator / denominator` that the mode picks: 5/2 is 3 half away from zero, 2 half even. */
export function divideRounded(
  numerator: bigint,
  denominator: bigint,
  mode: RoundingMode = "half_away_from_zero",
): bigint {
  invariant(denominator !== 0n, "Cannot divide by zero.");
  const n = denominator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const below = floorDivide(n, d);
  const rest = n - below * d;
  if (rest === 0n) return below;
  const at = { below, isNegative: n < 0n, isTie: rest * 2n === d, isNearerAbove: rest * 2n > d };
  return choosesAbove[mode](at) ? below + 1n : below;
}
