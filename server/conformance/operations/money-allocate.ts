import {
  allocateUnits,
  currencyStep,
  divideRationals,
  formatRational,
  isWhole,
  multiplyRationals,
  rational,
} from "@/server/kernel";
import { CaseRefusal } from "../case-refusal";
import { oneOf } from "../conventions";
import { operation } from "../operation";

const known = {
  remainder: oneOf("largest_fraction", "first", "last", "last_takes_all"),
  negative: oneOf("mirror", "floor"),
};

export const moneyAllocate = operation(known, (input, conventions) => {
  const step = input.optionalNumber("step") ?? currencyStep(input.currency());
  if (step.n <= 0n) throw new CaseRefusal("bad_input");
  const units = divideRationals(input.number("amount"), step);
  const weights = input.numbers("weights");
  if (!isWhole(units)) throw new CaseRefusal("not_a_multiple_of_the_step");
  const parts = allocateUnits(units.n, weights, conventions);
  return { parts: parts.map((part) => formatRational(multiplyRationals(rational(part), step))) };
});
