import {
  addRationals,
  compareRationals,
  minRational,
  multiplyRationals,
  type Rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";

export type WindowRule = {
  readonly unitPrice: Rational;
  /** In money; what a window uses below it is owed too where there is a true-up. */
  readonly commitment: Rational | null;
  readonly overageFactor: Rational;
  readonly hasTrueUp: boolean;
};

/** A commitment may be stated in units: it is then what they come to at the price. */
export const windowRule = ({
  commitmentUnits,
  ...rule
}: WindowRule & { readonly commitmentUnits: Rational | null }): WindowRule => ({
  ...rule,
  commitment: rule.commitment ?? (commitmentUnits === null ? null : multiplyRationals(commitmentUnits, rule.unitPrice)),
});

export type UsageWindow = { readonly rule: WindowRule; readonly quantity: Rational };

export type WindowAmounts = {
  readonly utilised: Rational;
  readonly overage: Rational;
  readonly trueUp: Rational;
  readonly amount: Rational;
};

const rateWindow = ({ rule, quantity }: UsageWindow): WindowAmounts => {
  const usage = multiplyRationals(quantity, rule.unitPrice);
  const { commitment } = rule;
  if (commitment === null) return { utilised: usage, overage: ZERO, trueUp: ZERO, amount: usage };
  const isOver = compareRationals(usage, commitment) > 0;
  const utilised = minRational(usage, commitment);
  const overage = isOver ? multiplyRationals(subtractRationals(usage, commitment), rule.overageFactor) : ZERO;
  const trueUp = !isOver && rule.hasTrueUp ? subtractRationals(commitment, usage) : ZERO;
  return { utilised, overage, trueUp, amount: sumRationals([utilised, overage, trueUp]) };
};

/** Each window by itself: up to its commitment at the price, above it at the price times a factor. */
export const rateWindows = (
  windows: readonly UsageWindow[],
): WindowAmounts & { readonly windows: readonly Rational[] } => {
  const rated = windows.map(rateWindow);
  const total = (pick: (one: WindowAmounts) => Rational) => rated.map(pick).reduce(addRationals, ZERO);
  return {
    windows: rated.map(({ amount }) => amount),
    utilised: total(({ utilised }) => utilised),
    overage: total(({ overage }) => overage),
    trueUp: total(({ trueUp }) => trueUp),
    amount: total(({ amount }) => amount),
  };
};
