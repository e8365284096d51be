import { divideRationals, rational, splitByShares, sumMinor } from "@/server/kernel";

/**
 * An amount divided as parts are to their sum, in minor units that add up to it; parts may have both signs. Where they
 * cancel each other out, the first takes all.
 */
export const spreadInProportion = (amountMinor: bigint, partsMinor: readonly bigint[]): bigint[] => {
  const wholeMinor = sumMinor(partsMinor);
  if (wholeMinor === 0n) return partsMinor.map((_part, at) => (at === 0 ? amountMinor : 0n));
  const shares = partsMinor.map((part) => divideRationals(rational(part * amountMinor), rational(wholeMinor)));
  return splitByShares(amountMinor, shares);
};
