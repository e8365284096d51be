import { type Currency, currencyExponent } from "./currency";
import { DomainError } from "./domain-error";
import { invariant } from "./invariant";
import { formatScaled, multiplyRationals, type Rational, rational, roundRational } from "./rational";
import type { RoundingMode } from "./rounding";

export type Money = { readonly minor: bigint; readonly currency: Currency };

const moneyText = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/;

export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency };
}

export function zeroMoney(currency: Currency): Money {
  return { minor: 0n, currency };
}

function requireSameCurrency(a: Currency, b: Currency): void {
  invariant(a === b, `Money in ${a} cannot meet money in ${b}.`);
}

export function addMoney(a: Money, b: Money): Money {
  requireSameCurrency(a.currency, b.currency);
  return { minor: a.minor + b.minor, currency: a.currency };
}

export function subtractMoney(a: Money, b: Money): Money {
  requireSameCurrency(a.currency, b.currency);
  return { minor: a.minor - b.minor, currency: a.currency };
}

export function negateMoney(m: Money): Money {
  return { minor: -m.minor, currency: m.currency };
}

export function sumMoney(list: readonly Money[], currency: Currency): Money {
  let minor = 0n;
  for (const item of list) {
    requireSameCurrency(item.currency, currency);
    minor += item.minor;
  }
  return { minor, currency };
}

/** Of minor units of one currency. */
export const sumMinor = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

export function scaleMoney(m: Money, factor: Rational, mode?: RoundingMode): Money {
  return { minor: roundRational(multiplyRationals(rational(m.minor), factor), mode), currency: m.currency };
}

export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  requireSameCurrency(a.currency, b.currency);
  if (a.minor === b.minor) return 0;
  return a.minor < b.minor ? -1 : 1;
}

export function maxMoney(a: Money, b: Money): Money {
  return compareMoney(a, b) >= 0 ? a : b;
}

function minorPerMajor(currency: Currency): bigint {
  return 10n ** BigInt(currencyExponent(currency));
}

/** The smallest amount of the currency, in major units: a hundredth of a euro, one yen. */
export function currencyStep(currency: Currency): Rational {
  return rational(1n, minorPerMajor(currency));
}

export function moneyFromRational(majorUnits: Rational, currency: Currency, mode?: RoundingMode): Money {
  return moneyFromExactMinor(exactMinor(majorUnits, currency), currency, mode);
}

/** An exact amount in minor units, whatever its decimals: 0.125 euros are 25/2 cents. */
export function exactMinor(majorUnits: Rational, currency: Currency): Rational {
  return multiplyRationals(majorUnits, rational(minorPerMajor(currency)));
}

export function exactMajor(minorUnits: Rational, currency: Currency): Rational {
  return multiplyRationals(minorUnits, rational(1n, minorPerMajor(currency)));
}

/** From an exact number of minor units, such as a third of a cent: rounded once, by the mode. */
export function moneyFromExactMinor(minorUnits: Rational, currency: Currency, mode?: RoundingMode): Money {
  return { minor: roundRational(minorUnits, mode), currency };
}

export function moneyToRational(m: Money): Rational {
  return rational(m.minor, minorPerMajor(m.currency));
}

/** The amount in major units with the decimals of its currency: `39.27`, `1000` in yen. */
export function formatDecimal(m: Money): string {
  return formatScaled(m.minor, currencyExponent(m.currency));
}

export function parseMoney(text: string, currency: Currency): Money {
  const exponent = currencyExponent(currency);
  const match = moneyText.exec(text.trim());
  if (!match) {
    throw new DomainError("invalid_input", "money.malformed", "Enter an amount such as 39.27.", {
      value: text.slice(0, 80),
    });
  }
  const [, sign = "", whole = "0", decimals = ""] = match;
  if (decimals.length > exponent) throw excessDecimals(currency, exponent);
  return { minor: BigInt(`${sign}${whole}${decimals.padEnd(exponent, "0")}`), currency };
}

function excessDecimals(currency: Currency, exponent: number): DomainError {
  const remedy =
    exponent === 0
      ? `Enter a whole amount: ${currency} has no decimals.`
      : `Enter at most ${exponent} decimals for ${currency}.`;
  return new DomainError("invalid_input", "money.excess_decimals", remedy, { currency, exponent });
}
