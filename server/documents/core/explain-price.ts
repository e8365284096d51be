import { type Currency, parseRational, type Rational } from "@/server/kernel";
import { type ChargePrice, type PricePart, type WorkedStep, workOutPrice } from "@/server/rating/core";
import { writeExact, writeExactQuantity } from "./write-exact";
import { writePercent, writeQuantity } from "./write-money";

/** A step on the way to an amount: what it is, the figures it is worked out from, and what it comes to. */
export type ExplainedStep = { readonly term: string; readonly working: string; readonly result: string };

export type Priced = { readonly price: ChargePrice; readonly quantity: Rational; readonly included: Rational };

const terms: Readonly<Partial<Record<ChargePrice["model"], string>>> = {
  flat: "Fixed price",
  per_unit: "Quantity × price",
  package: "Whole packages × price",
};

/** "1 to 1,000", "from 5,001". */
const rangeOf = ({ from, upTo }: PricePart): string =>
  upTo === null ? `From ${writeQuantity(from ?? "0")}` : `${writeQuantity(from ?? "0")} to ${writeQuantity(upTo)}`;

const unitsOf = ({ part, units, times }: WorkedStep, currency: Currency): string => {
  const { percent, unitPrice, block } = part;
  if (percent !== null) return `${writeExact(parseRational(units), currency)} × ${writePercent(percent)}`;
  if (times === null || unitPrice === null) return "";
  const price = writeExact(parseRational(unitPrice), currency);
  return block === null
    ? `${writeQuantity(times)} × ${price}`
    : `${writeQuantity(times)} × ${writeQuantity(block)} for ${price}`;
};

const workingOf = (step: WorkedStep, currency: Currency): string => {
  const { fee, cap } = step.part;
  const units = unitsOf(step, currency);
  const once = fee === null ? "" : `${writeExact(parseRational(fee), currency)} once`;
  const most = cap === null ? "" : `, at most ${writeExact(parseRational(cap), currency)}`;
  return `${[units, once].filter(Boolean).join(" + ")}${most}`;
};

/** How a quantity is priced, range by range, as it is rated. */
export const explainPrice = ({ price, quantity, included }: Priced, currency: Currency): ExplainedStep[] => {
  const worked = workOutPrice(price, quantity, included);
  const steps = worked.steps.map((step) => ({
    term: terms[price.model] ?? rangeOf(step.part),
    working: price.model === "flat" ? "" : workingOf(step, currency),
    result: writeExact(parseRational(step.amount), currency),
  }));
  if (included.n === 0n) return steps;
  const charged = {
    term: "Beyond what is included",
    working: `${writeExactQuantity(quantity)} − ${writeExactQuantity(included)}`,
    result: writeQuantity(worked.billable),
  };
  return [charged, ...steps];
};
