import {
  type Currency,
  exactMajor,
  formatDecimal,
  formatRational,
  money,
  moneyFromExactMinor,
  type Rational,
  type RoundingMode,
} from "@/server/kernel";

/** An amount as the format writes money: in major units with the decimals of its currency. */
export const writeMinor = (minor: bigint, currency: Currency): string => formatDecimal(money(minor, currency));

/** An amount that may carry parts of a minor unit, written exactly. */
export const writeExactMinor = (minor: Rational, currency: Currency): string =>
  formatRational(exactMajor(minor, currency));

/** An exact amount, rounded where it is shown. */
export const writeRoundedMinor = (minor: Rational, currency: Currency, rounding: RoundingMode): string =>
  formatDecimal(moneyFromExactMinor(minor, currency, rounding));
