import { divideRationals, formatRational, multiplyRationals, roundRationalToPlaces } from "@/server/kernel";
import { measureShare, prorationBases } from "@/server/rating/core";
import { CaseRefusal } from "../case-refusal";
import { oneOf, optionalWholeNumber, rounding, wholeNumber } from "../conventions";
import { operation } from "../operation";
import { writeRounded } from "../write-amounts";

const known = {
  basis: oneOf(...prorationBases),
  fixedMonthDays: wholeNumber(30),
  places: wholeNumber(9),
  amountPlaces: optionalWholeNumber,
  rounding,
};

export const prorationRatio = operation(known, (input, conventions) => {
  const { part, whole } = measureShare(input.span("period"), input.span("used"), input.zone(), conventions);
  if (whole.n === 0n) throw new CaseRefusal("bad_input");
  const ratio = divideRationals(part, whole);
  const amount = input.optionalNumber("amount");
  const rounded = { places: conventions.amountPlaces, rounding: conventions.rounding };
  return {
    numerator: formatRational(part),
    denominator: formatRational(whole),
    ratio: formatRational(ratio),
    decimal: formatRational(roundRationalToPlaces(ratio, conventions.places)),
    ...(amount && {
      amount: writeRounded(multiplyRationals(amount, ratio), input.optionalCurrency(), rounded).rounded,
    }),
  };
});
