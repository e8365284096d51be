import { formatRational } from "@/server/kernel";
import { computeUplift, sumOfYears } from "@/server/rating/core";
import { oneOf, optionalWholeNumber, rounding } from "../conventions";
import { operation } from "../operation";
import { writeRoundedAmount } from "../write-amounts";

const known = { years: oneOf("once", "simple_per_year", "compound_per_year"), places: optionalWholeNumber, rounding };

export const priceUplift = operation(known, (input, conventions) => {
  const currency = input.currency();
  const uplifted = computeUplift({
    price: input.number("price"),
    percent: input.number("percent"),
    years: input.optionalCount("years") ?? 1,
    reading: conventions.years,
  });
  return {
    renewed: writeRoundedAmount(uplifted.renewed, currency, conventions),
    effectivePercent: formatRational(uplifted.effectivePercent),
    yearly: uplifted.yearly.map((price) => writeRoundedAmount(price, currency, conventions)),
    yearlyTotal: writeRoundedAmount(sumOfYears(uplifted), currency, conventions),
  };
});
