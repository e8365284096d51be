import {
  type Currency,
  compareRationals,
  currencyExponent,
  divideRationals,
  formatRational,
  multiplyRationals,
  type Rational,
  rational,
  roundRational,
} from "@/server/kernel";
import { writeUnitPrice } from "./write-money";

const decimalsMax = 6;

/** Cut after so many decimals, with a sign that it goes on: 10.322580… */
const cut = (figure: Rational, decimals: number): { readonly figure: Rational; readonly isWhole: boolean } => {
  const scale = rational(10n ** BigInt(decimals));
  const short = divideRationals(rational(roundRational(multiplyRationals(figure, scale), "toward_zero")), scale);
  return { figure: short, isWhole: compareRationals(short, figure) === 0 };
};

/** An exact figure of whole currency units with the decimals of its currency, and up to six where it is finer. */
export const writeExact = (figure: Rational, currency: Currency): string => {
  const { figure: shown, isWhole } = cut(figure, Math.max(decimalsMax, currencyExponent(currency)));
  return `${writeUnitPrice(formatRational(shown), currency)}${isWhole ? "" : "…"}`;
};

/** A quantity to six decimals. */
export const writeExactQuantity = (figure: Rational): string => {
  const { figure: shown, isWhole } = cut(figure, decimalsMax);
  return `${writeUnitPrice(formatRational(shown), "JPY")}${isWhole ? "" : "…"}`;
};
