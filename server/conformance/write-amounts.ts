import { type Currency, exactMajor, formatDecimal, formatRational, money, type Rational } from "@/server/kernel";

/** An amount as the format writes money: in major units with the decimals of its currency. */
export const writeMinor = (minor: bigint, currency: Currency): string => formatDecimal(money(minor, currency));

/** An amount that may carry parts of a minor unit, written exactly. */
export const writeExactMinor = (minor: Rational, currency: Currency): string =>
  formatRational(exactMajor(minor, currency));
