import { type Currency, parseRational } from "@/server/kernel";
import {
  type ChargePrice,
  type EventPart,
  type Measured,
  type PricePart,
  type WorkedStep,
  workOutPrice,
} from "@/server/rating/core";
import { writeExact, writeExactQuantity } from "./write-exact";
import { writePercent, writeQuantity } from "./write-money";

/** A step on the way to an amount: what it is, the figures it is worked out from, and what it comes to. */
export type ExplainedStep = { readonly term: string; readonly working: string; readonly result: string };

export type Priced = { readonly price: ChargePrice } & Measured;

const terms: Readonly<Partial<Record<ChargePrice["model"], string>>> = {
  flat: "Fixed price",
  per_unit: "Quantity × price",
  package: "Whole packages × price",
  carried: "Amounts that the events carry",
};

/** "1 to 1,000", "from 5,001". */
const rangeOf = ({ from, upTo }: PricePart): string =>
  upTo === null ? `From ${writeQuantity(from ?? "0")}` : `${writeQuantity(from ?? "0")} to ${writeQuantity(upTo)}`;

const eventTerms: Readonly<Partial<Record<EventPart, string>>> = {
  amount: "Share of the amounts",
  event: "Fixed part of each",
  least: "Charged the least",
  most: "Charged the most",
  others: "Any other values",
};

/** What a step is of: the two values that chose its price, a part of single events, or a range. */
const termOf = ({ part }: WorkedStep): string =>
  part.values?.join(", ") ?? (part.of && eventTerms[part.of]) ?? rangeOf(part);

const unitsOf = ({ part, units, times }: WorkedStep, currency: Currency): string => {
  const { percent, unitPrice, block } = part;
  if (percent !== null) return `${writeExact(parseRational(units), currency)} × ${writePercent(percent)}`;
  if (times === null || unitPrice === null) return "";
  const price = writeExact(parseRational(unitPrice), currency);
  const often = writeExactQuantity(parseRational(times));
  return block === null ? `${often} × ${price}` : `${often} × ${writeQuantity(block)} for ${price}`;
};

const workingOf = (step: WorkedStep, currency: Currency): string => {
  const { fee, cap } = step.part;
  const units = unitsOf(step, currency);
  const once = fee === null ? "" : `${writeExact(parseRational(fee), currency)} once`;
  const most = cap === null ? "" : `, at most ${writeExact(parseRational(cap), currency)}`;
  return `${[units, once].filter(Boolean).join(" + ")}${most}`;
};

/** How a quantity is priced, range by range, as it is rated. */
export const explainPrice = ({ price, ...measured }: Priced, currency: Currency): ExplainedStep[] => {
  const { quantity, included } = measured;
  const worked = workOutPrice(price, measured);
  const steps = worked.steps.map((step) => ({
    term: terms[price.model] ?? termOf(step),
    working: price.model === "flat" || price.model === "carried" ? "" : workingOf(step, currency),
    result: writeExact(parseRational(step.amount), currency),
  }));
  if (included.n === 0n) return steps;
  const charged = {
    term: "Beyond what is included",
    working: `${writeExactQuantity(quantity)} − ${writeExactQuantity(included)}`,
    result: writeExactQuantity(parseRational(worked.billable)),
  };
  return [charged, ...steps];
};
