import {
  type Currency,
  exactMajor,
  formatDecimal,
  formatRational,
  money,
  moneyFromExactMinor,
  moneyFromRational,
  type Rational,
  type RoundingMode,
  roundRationalToPlaces,
} from "@/server/kernel";

/** An amount as the format writes money: in major units with the decimals of its currency. */
export const writeMinor = (minor: bigint, currency: Currency): string => formatDecimal(money(minor, currency));

/** An amount that may carry parts of a minor unit, written exactly. */
export const writeExactMinor = (minor: Rational, currency: Currency): string =>
  formatRational(exactMajor(minor, currency));

/** An exact amount, rounded where it is shown. */
export const writeRoundedMinor = (minor: Rational, currency: Currency, rounding: RoundingMode): string =>
  formatDecimal(moneyFromExactMinor(minor, currency, rounding));

type Rounded = { readonly places: number | null; readonly rounding: RoundingMode };

/** Rounded to the places of the case where it names some, else to the currency. */
export const writeRoundedAmount = (amount: Rational, currency: Currency, { places, rounding }: Rounded): string =>
  places === null
    ? formatDecimal(moneyFromRational(amount, currency, rounding))
    : formatRational(roundRationalToPlaces(amount, places, rounding));

/** The same where a case may name neither: then nothing is rounded. */
export const writeRounded = (
  amount: Rational,
  currency: Currency | null,
  conventions: Rounded,
): { rounded?: string } => {
  if (currency !== null) return { rounded: writeRoundedAmount(amount, currency, conventions) };
  if (conventions.places === null) return {};
  return { rounded: formatRational(roundRationalToPlaces(amount, conventions.places, conventions.rounding)) };
};
