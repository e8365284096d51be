import {
  addRationals,
  divideRationals,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  subtractRationals,
  sumRationals,
} from "@/server/kernel";

export type Uplift = {
  readonly price: Rational;
  readonly percent: Rational;
  readonly years: number;
  readonly reading: "once" | "simple_per_year" | "compound_per_year";
};

export type Uplifted = {
  /** Exact: the price list rounds it to its places. */
  readonly renewed: Rational;
  readonly effectivePercent: Rational;
  /** The price of each year when the percentage compounds. */
  readonly yearly: readonly Rational[];
};

const hundred = rational(100n);

const power = (base: Rational, exponent: number): Rational =>
  Array.from({ length: exponent }, () => base).reduce(multiplyRationals, ONE);

/** A renewal's price: raised once, by the percentage times the years, or by it year upon year. */
export const computeUplift = ({ price, percent, years, reading }: Uplift): Uplifted => {
  const share = divideRationals(percent, hundred);
  const yearFactor = addRationals(ONE, share);
  const factor = {
    once: () => yearFactor,
    simple_per_year: () => addRationals(ONE, multiplyRationals(share, rational(BigInt(years)))),
    compound_per_year: () => power(yearFactor, years),
  }[reading]();
  return {
    renewed: multiplyRationals(price, factor),
    effectivePercent: multiplyRationals(subtractRationals(factor, ONE), hundred),
    yearly: Array.from({ length: years }, (_, year) => multiplyRationals(price, power(yearFactor, year))),
  };
};

export const sumOfYears = ({ yearly }: Uplifted): Rational => sumRationals(yearly);
