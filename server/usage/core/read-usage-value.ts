import type { MeterAggregation } from "@/server/catalog/core";
import { compareRationals, JsonNumber, type Rational, rational, ZERO } from "@/server/kernel";
import { type Refusal, refuse } from "./usage-refusal";

export type ReadValue = { readonly ok: true; readonly value: Rational } | Refusal;

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/;
const numberText = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const lengthMax = 400;
const decimalsMax = 12;
const limit = rational(10n ** 12n);

const malformed = refuse("value_malformed", "value", "The value is not a number.", "Send a decimal such as 12.5.");
const tooFine = refuse(
  "value_excess_decimals",
  "value",
  "The value has more than 12 decimals, and nothing is cut off.",
  "Round it to 12 decimals yourself.",
);
const tooLarge = refuse(
  "value_out_of_range",
  "value",
  "The value is too large.",
  "Send less than 1,000,000,000,000, or count in a larger unit.",
);

/**
 * What an event reports, exactly: a decimal as text, or a number as it is written in JSON. More decimals or digits than
 * the column holds are refused, never cut.
 */
export const readUsageValue = (given: unknown): ReadValue => {
  if (given instanceof JsonNumber) return readDecimal(numberText.exec(given.literal), given.literal);
  if (typeof given === "number") return readDecimal(numberText.exec(String(given)), String(given));
  return typeof given === "string" ? readDecimal(decimalText.exec(given), given) : malformed;
};

const readDecimal = (match: RegExpExecArray | null, text: string): ReadValue => {
  if (text.length > lengthMax) return tooLarge;
  if (!match) return hasHugeExponent.test(text) ? tooLarge : malformed;
  const [, sign = "", whole = "", decimals = "", exponentText = "0"] = match;
  const exponent = Number(exponentText);
  const places = decimals.length - exponent;
  const digits = BigInt(whole + decimals);
  if (places > decimalsMax) return tooFine;
  const size = places > 0 ? rational(digits, 10n ** BigInt(places)) : rational(digits * 10n ** BigInt(-places));
  if (compareRationals(size, limit) >= 0) return tooLarge;
  return { ok: true, value: sign === "-" && digits !== 0n ? { n: -size.n, d: size.d } : size };
};

const hasHugeExponent = /^-?\d+(?:\.\d+)?[eE]\+?\d{4,}$/;

/**
 * What a meter takes: below zero takes back from a sum or lowers a level, and says nothing of what a level is; a count
 * counts events, or the keys that they name, one each.
 */
export const checkValueOfMeter = (
  value: Rational,
  aggregation: MeterAggregation,
  op: "add" | "set" = "add",
): Refusal | null => {
  if (aggregation === "count" || aggregation === "count_unique") {
    return value.n === 1n && value.d === 1n ? null : notOne;
  }
  const mayTakeBack = aggregation === "sum" || (aggregation === "weighted_sum" && op === "add");
  return mayTakeBack || compareRationals(value, ZERO) >= 0 ? null : negative;
};

const notOne = refuse(
  "value_not_one",
  "value",
  "This meter counts, and each event counts as one.",
  "Leave the value out, and send one event for each.",
);
const negative = refuse(
  "value_negative",
  "value",
  "This meter keeps a level, which is not below zero.",
  "Send zero or more.",
);
