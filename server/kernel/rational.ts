import { DomainError } from "./domain-error";
import { invariant } from "./invariant";
import { divideRounded, type RoundingMode } from "./rounding";

/** An exact fraction in lowest terms with a positive denominator. */
export type Rational = { readonly n: bigint; readonly d: bigint };

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

const plainNumber = /^-?\d+(\.\d+)?$/;
const digitsMax = 400;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function rational(n: bigint, d: bigint = 1n): Rational {
  invariant(d !== 0n, "A fraction needs a denominator other than zero.");
  if (d === 1n) return { n, d };
  const divisor = greatestCommonDivisor(n, d);
  const signed = d < 0n ? -divisor : divisor;
  return { n: n / signed, d: d / signed };
}

function malformed(text: string): DomainError {
  return new DomainError("invalid_input", "number.malformed", "Enter a number such as 12 or 12.5.", {
    value: text.slice(0, 80),
  });
}

function parseDecimal(text: string): Rational {
  const dot = text.indexOf(".");
  if (dot < 0) return rational(BigInt(text));
  const decimals = text.slice(dot + 1);
  return rational(BigInt(text.slice(0, dot) + decimals), 10n ** BigInt(decimals.length));
}

export function parseRational(text: string): Rational {
  const [left = "", right, ...rest] = text.split("/");
  const hasTwoPartsAtMost = rest.length === 0 && text.length <= digitsMax;
  if (!hasTwoPartsAtMost || !plainNumber.test(left)) throw malformed(text);
  if (right === undefined) return parseDecimal(left);
  if (!plainNumber.test(right)) throw malformed(text);
  const divisor = parseDecimal(right);
  if (divisor.n === 0n) throw malformed(text);
  return divideRationals(parseDecimal(left), divisor);
}

export function addRationals(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return rational(a.n + b.n, a.d);
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtractRationals(a: Rational, b: Rational): Rational {
  return addRationals(a, negateRational(b));
}

export function multiplyRationals(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

export function divideRationals(a: Rational, b: Rational): Rational {
  invariant(b.n !== 0n, "Cannot divide by zero.");
  return rational(a.n * b.d, a.d * b.n);
}

export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function negateRational(r: Rational): Rational {
  return { n: -r.n, d: r.d };
}

export function isWhole(r: Rational): boolean {
  return r.d === 1n;
}

export function absoluteRational(r: Rational): Rational {
  return r.n < 0n ? negateRational(r) : r;
}

export function sumRationals(list: readonly Rational[]): Rational {
  return list.reduce(addRationals, ZERO);
}

export function minRational(a: Rational, b: Rational): Rational {
  return compareRationals(a, b) <= 0 ? a : b;
}

export function maxRational(a: Rational, b: Rational): Rational {
  return compareRationals(a, b) >= 0 ? a : b;
}

/** The share that a percentage takes: 19 % of 200 is 38. */
export function percentOf(percent: Rational, amount: Rational): Rational {
  return multiplyRationals(amount, rational(percent.n, percent.d * 100n));
}

export function roundRational(r: Rational, mode?: RoundingMode): bigint {
  return divideRounded(r.n, r.d, mode);
}

/** Rounds to decimals after the point; negative places round to tens, hundreds and so on. */
export function roundRationalToPlaces(r: Rational, places: number, mode?: RoundingMode): Rational {
  const step = 10n ** BigInt(Math.abs(places));
  if (places < 0) return rational(divideRounded(r.n, r.d * step, mode) * step);
  return rational(divideRounded(r.n * step, r.d, mode), step);
}

export function formatScaled(value: bigint, decimals: number): string {
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, "0");
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function exponentOf(value: bigint, base: bigint): number {
  let exponent = 0;
  for (let rest = value; rest % base === 0n; rest /= base) exponent += 1;
  return exponent;
}

/** A decimal when the fraction terminates (`1/8` is `0.125`), otherwise the reduced fraction (`1/3`). */
export function formatRational(r: Rational): string {
  const twos = exponentOf(r.d, 2n);
  const fives = exponentOf(r.d, 5n);
  if (2n ** BigInt(twos) * 5n ** BigInt(fives) !== r.d) return `${r.n}/${r.d}`;
  const places = Math.max(twos, fives);
  return formatScaled((r.n * 10n ** BigInt(places)) / r.d, places);
}
