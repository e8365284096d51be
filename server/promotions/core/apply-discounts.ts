import {
  addRationals,
  type Currency,
  compareRationals,
  exactMajor,
  exactMinor,
  invariant,
  maxRational,
  minRational,
  percentOf,
  type Rational,
  type RoundingMode,
  rational,
  roundRational,
  roundRationalToPlaces,
  splitByShares,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";
import { orderDiscounts } from "./order-discounts";

export type Discount = {
  readonly kind: "percent" | "amount";
  /** A percentage, or an amount in minor units. */
  readonly value: Rational;
  /** The lines it may reach; null for all. */
  readonly lineIds: readonly string[] | null;
};

export type DiscountableLine = { readonly id: string; readonly amountMinor: Rational };

export type DiscountConventions = {
  readonly order: "given" | "percent_first" | "amount_first";
  /** What a percentage is taken of: what is left of a line, or its original amount. */
  readonly stacking: "compound" | "additive";
  /** Whether a percentage reduces negative lines too. */
  readonly negativeLines: "skip" | "include";
  readonly percentRounding: "per_line" | "per_document";
  readonly amountSplit: "proportional" | "sequential";
  /** Decimals to which each share is rounded on its own, nothing being reconciled; null for whole minor units that add up. */
  readonly splitPlaces: number | null;
  readonly rounding: RoundingMode;
};

export type AppliedDiscount<D> = {
  readonly discount: D;
  readonly amountMinor: Rational;
  /** What each line gives, in the order of the lines. */
  readonly sharesMinor: readonly Rational[];
};

export type DiscountedLine = { readonly id: string; readonly discountMinor: Rational; readonly netMinor: Rational };

export type DiscountedLines<D> = {
  readonly lines: readonly DiscountedLine[];
  /** In the order in which they were applied. */
  readonly discounts: readonly AppliedDiscount<D>[];
  readonly discountMinor: Rational;
  readonly netMinor: Rational;
};

type LineState = { readonly id: string; readonly original: Rational; readonly left: Rational };
type Settings = DiscountConventions & { readonly currency: Currency };

const isReached = (line: LineState, discount: Discount, { negativeLines }: DiscountConventions): boolean => {
  if (discount.lineIds !== null && !discount.lineIds.includes(line.id)) return false;
  return line.left.n > 0n || (line.left.n < 0n && discount.kind === "percent" && negativeLines === "include");
};

/** No share turns the sign of its line. */
const limited = (share: Rational, { left }: LineState): Rational =>
  left.n >= 0n ? minRational(share, left) : maxRational(share, left);

const roundShare = (share: Rational, { splitPlaces, rounding, currency }: Settings): Rational => {
  if (splitPlaces === null) return rational(roundRational(share, rounding));
  return exactMinor(roundRationalToPlaces(exactMajor(share, currency), splitPlaces, rounding), currency);
};

const percentShares = (reached: readonly LineState[], discount: Discount, settings: Settings): Rational[] => {
  const exact = reached.map((line) =>
    percentOf(discount.value, settings.stacking === "additive" ? line.original : line.left),
  );
  if (settings.percentRounding === "per_line" || settings.splitPlaces !== null) {
    return exact.map((share) => roundShare(share, settings));
  }
  return splitByShares(roundRational(sumRationals(exact), settings.rounding), exact).map((part) => rational(part));
};

const sequentialShares = (reached: readonly LineState[], amount: Rational, settings: Settings): Rational[] => {
  let rest = amount;
  return reached.map((line) => {
    const share = minRational(rest, line.left);
    rest = subtractRationals(rest, share);
    return settings.splitPlaces === null ? share : roundShare(share, settings);
  });
};

const amountShares = (reached: readonly LineState[], discount: Discount, settings: Settings): Rational[] => {
  const left = sumRationals(reached.map((line) => line.left));
  if (compareRationals(discount.value, left) >= 0) {
    return reached.map((line) => (settings.splitPlaces === null ? line.left : roundShare(line.left, settings)));
  }
  if (settings.amountSplit === "sequential") return sequentialShares(reached, discount.value, settings);
  if (settings.splitPlaces === null) {
    const whole = roundRational(discount.value, settings.rounding);
    return splitByShares(
      whole,
      reached.map((line) => line.left),
    ).map((part) => rational(part));
  }
  return reached.map((line) => {
    const share = rational(discount.value.n * line.left.n * left.d, discount.value.d * line.left.d * left.n);
    return roundShare(share, settings);
  });
};

const applyOne = (lines: readonly LineState[], discount: Discount, settings: Settings): Rational[] => {
  const reached = lines.filter((line) => isReached(line, discount, settings));
  if (reached.length === 0) return lines.map(() => ZERO);
  const shares = (discount.kind === "percent" ? percentShares : amountShares)(reached, discount, settings);
  const byLine = new Map(reached.map((line, at) => [line, limited(shares[at] ?? ZERO, line)]));
  return lines.map((line) => byLine.get(line) ?? ZERO);
};

/**
 * What discounts take off lines, one after the other, in exact minor units. A percentage is rounded line by line, or on
 * its sum and split by largest fraction; an amount is at most what is left of its lines and split in proportion to it, or
 * line by line. No line goes below zero. 10.00 off 60.00 and 40.00 are 6.00 and 4.00.
 */
export const applyDiscounts = <D extends Discount>(
  lines: readonly DiscountableLine[],
  discounts: readonly D[],
  conventions: DiscountConventions,
  currency: Currency,
): DiscountedLines<D> => {
  const settings = { ...conventions, currency };
  let states = lines.map(({ id, amountMinor }): LineState => ({ id, original: amountMinor, left: amountMinor }));
  const applied = orderDiscounts(discounts, conventions.order).map((discount): AppliedDiscount<D> => {
    const sharesMinor = applyOne(states, discount, settings);
    states = states.map((line, at) => ({ ...line, left: subtractRationals(line.left, sharesMinor[at] ?? ZERO) }));
    return { discount, amountMinor: sumRationals(sharesMinor), sharesMinor };
  });
  const discountedLines = states.map(({ id, original, left }) => ({
    id,
    discountMinor: subtractRationals(original, left),
    netMinor: left,
  }));
  const discountMinor = sumRationals(applied.map((one) => one.amountMinor));
  const netMinor = sumRationals(discountedLines.map((line) => line.netMinor));
  invariant(
    compareRationals(addRationals(netMinor, discountMinor), sumRationals(lines.map((line) => line.amountMinor))) === 0,
    "Discounts and what they leave add up to the lines.",
  );
  return { lines: discountedLines, discounts: applied, discountMinor, netMinor };
};
