import {
  type Currency,
  type Money,
  maxRational,
  money,
  moneyFromRational,
  moneyToRational,
  multiplyRationals,
  percentOf,
  type Rational,
  type RoundingMode,
  subtractRationals,
  sumRationals,
} from "@/server/kernel";

export type Commitment = {
  readonly currency: Currency;
  readonly amount: Rational;
  /** The share of the period that it holds for. */
  readonly share: Rational;
  readonly charges: readonly Rational[];
  readonly chargeRounding: "before" | "after";
  readonly taxRate: Rational | null;
  readonly rounding: RoundingMode;
};

export type TrueUp = {
  readonly commitment: Money;
  readonly charges: Money;
  readonly trueUp: Money;
  readonly total: Money;
  readonly trueUpTax: Money | null;
};

/** What is missing to a minimum commitment once all charges are in; never below nothing. */
export const computeTrueUp = (given: Commitment): TrueUp => {
  const { currency, rounding, taxRate } = given;
  const round = (amount: Rational): Money => moneyFromRational(amount, currency, rounding);
  const charged =
    given.chargeRounding === "before"
      ? sumRationals(given.charges.map((charge) => moneyToRational(round(charge))))
      : sumRationals(given.charges);
  const promised = multiplyRationals(given.amount, given.share);
  const missing = round(maxRational(moneyToRational(money(0n, currency)), subtractRationals(promised, charged)));
  const charges = round(charged);
  return {
    commitment: round(promised),
    charges,
    trueUp: missing,
    total: money(charges.minor + missing.minor, currency),
    trueUpTax: taxRate === null ? null : round(percentOf(taxRate, moneyToRational(missing))),
  };
};
