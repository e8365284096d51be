import {
  type Currency,
  compareRationals,
  currencyExponent,
  multiplyRationals,
  parseRational,
  type Rational,
  rational,
} from "@/server/kernel";
import { type Place, refusePlan } from "./refuse-plan";

/** What can be kept of an amount in the smallest units of its currency: whatever comes to more is refused. */
const minorMax = rational(2n ** 63n - 1n);
const decimalsMax = 12;
const plainFigure = /^-?\d{1,30}(\.\d{1,30})?$/;

const decimalsOf = (text: string): number => text.split(".")[1]?.replace(/0+$/, "").length ?? 0;

type FigureRule = {
  /** How many of the smallest unit one of it is. */
  readonly scale: bigint;
  readonly isPositive?: boolean;
};

const checkFigure = (given: unknown, place: Place, rule: FigureRule): Rational => {
  if (typeof given !== "string" || !plainFigure.test(given)) {
    throw refusePlan("figure_unreadable", place, "This is no plain number. Give one such as 12 or 12.5.");
  }
  const figure = parseRational(given);
  if (figure.n < 0n) throw refusePlan("figure_negative", place, "The figure is below zero. Give zero or more.");
  if (rule.isPositive && figure.n === 0n) throw refusePlan("figure_zero", place, "The figure is zero. Give more.");
  if (decimalsOf(given) > decimalsMax) {
    throw refusePlan("figure_decimals", place, `Give at most ${decimalsMax} decimals: ${given} has more.`);
  }
  if (compareRationals(multiplyRationals(figure, rational(rule.scale)), minorMax) > 0) {
    throw refusePlan("figure_too_large", place, "The figure is larger than an amount can be. Give a smaller one.");
  }
  return figure;
};

const minorPerMajor = (currency: Currency): bigint => 10n ** BigInt(currencyExponent(currency));

/** An amount for a whole period: it may be finer than its currency, because what is charged of it is rounded once. */
export const checkAmount = (given: unknown, place: Place, currency: Currency): Rational =>
  checkFigure(given, place, { scale: minorPerMajor(currency) });

/** The price of one of many: it may be finer than its currency, and as many as are sold must come to an amount. */
export const checkUnitPrice = (given: unknown, place: Place, currency: Currency, unitsMax: number): Rational =>
  checkFigure(given, place, {
    scale: minorPerMajor(currency) * BigInt(Math.max(1, unitsMax)),
  });

/** A quantity, or the size of something: more than none where nothing could be counted by it. */
export const checkQuantity = (given: unknown, place: Place, isPositive: boolean): Rational =>
  checkFigure(given, place, { scale: 1n, isPositive });

const hundred = rational(100n);

export const checkPercent = (given: unknown, place: Place): Rational => {
  const percent = checkQuantity(given, place, false);
  if (compareRationals(percent, hundred) > 0) {
    throw refusePlan("percent_above_100", place, "Give at most 100 per cent.");
  }
  return percent;
};

/** What may be left out. */
export const optional = <Figure>(given: unknown, check: (given: unknown) => Figure): Figure | null =>
  given === null || given === undefined ? null : check(given);

export const isAbove = (figure: Rational | null, bound: Rational | null): boolean =>
  figure !== null && bound !== null && compareRationals(figure, bound) > 0;
