import { DomainError } from "./domain-error";
import { formatScaled, type Rational, rational } from "./rational";

/** A price or percentage below a minor unit, in units of a trillionth; stored as `numeric(24,12)`. */
export type Rate = bigint;

const decimalsMax = 12;
const wholeDigitsMax = 12;
export const RATE_SCALE = 10n ** BigInt(decimalsMax);
const rateText = /^(-?)(\d{1,80})(?:\.(\d{1,80}))?$/;

function refuse(problem: string, message: string, text: string): DomainError {
  return new DomainError("invalid_input", `rate.${problem}`, message, { value: text.slice(0, 80) });
}

export function parseRate(text: string): Rate {
  const match = rateText.exec(text.trim());
  if (!match) throw refuse("malformed", "Enter a rate such as 0.0690.", text);
  const [, sign = "", whole = "0", decimals = ""] = match;
  if (decimals.length > decimalsMax) throw refuse("excess_decimals", "Enter at most 12 decimals.", text);
  if (whole.replace(/^0+/, "").length > wholeDigitsMax)
    throw refuse("out_of_range", "Enter a rate below 1,000,000,000,000.", text);
  return BigInt(`${sign}${whole}${decimals.padEnd(decimalsMax, "0")}`);
}

/** The shortest decimal that reads back as the same rate: `0.069`, `2`. */
export function formatRate(rate: Rate): string {
  const text = formatScaled(rate, decimalsMax);
  return text.replace(/\.?0+$/, "");
}

export function rateToRational(rate: Rate): Rational {
  return rational(rate, RATE_SCALE);
}
