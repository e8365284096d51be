import { DomainError } from "./domain-error";
import { parseRational, type Rational } from "./rational";

const quantityText = /^-?(\d+)(?:\.(\d+))?$/;
const wholeText = /^-?\d+$/;
const digitsMax = 12;

function refuse(problem: string, message: string, text: string): DomainError {
  return new DomainError("invalid_input", `quantity.${problem}`, message, { value: text.slice(0, 80) });
}

/** An exact quantity that fits its column: up to twelve digits before the point and twelve after it. */
export function parseQuantity(text: string): Rational {
  const trimmed = text.trim();
  const match = quantityText.exec(trimmed);
  if (!match) throw refuse("malformed", "Enter a quantity such as 12 or 12.5.", text);
  const [, whole = "", decimals = ""] = match;
  if (decimals.length > digitsMax) throw refuse("excess_decimals", "Enter at most 12 decimals.", text);
  if (whole.replace(/^0+/, "").length > digitsMax) {
    throw refuse("out_of_range", "Enter a quantity below 1,000,000,000,000.", text);
  }
  return parseRational(trimmed);
}

export type SeatLimits = { readonly min: bigint; readonly max: bigint };

function seats(count: bigint): string {
  return `${count} ${count === 1n ? "seat" : "seats"}`;
}

/** A whole number of seats within its limits, from what a person typed. */
export function parseSeatCount(text: string, { min, max }: SeatLimits): bigint {
  const trimmed = text.trim();
  if (!wholeText.test(trimmed)) throw refuse("not_whole", "Enter a whole number of seats, such as 5.", text);
  // The length is checked first so that a text of a million digits is never turned into a number.
  const isNegative = trimmed.startsWith("-");
  const isHuge = trimmed.replace(/^-?0*/, "").length > 15;
  if (isNegative || (!isHuge && BigInt(trimmed) < min)) {
    throw refuse("below_minimum", `Enter at least ${seats(min)}.`, text);
  }
  if (isHuge || BigInt(trimmed) > max) throw refuse("above_maximum", `Enter at most ${seats(max)}.`, text);
  return BigInt(trimmed);
}
