import { applyDiscounts } from "@/server/promotions/core";
import { oneOf, optionalWholeNumber, rounding } from "../conventions";
import { operation } from "../operation";
import { readDiscounts } from "../read-discounts";
import { writeExactMinor } from "../write-amounts";

const known = {
  order: oneOf("given", "percent_first", "amount_first"),
  stacking: oneOf("compound", "additive"),
  negativeLines: oneOf("skip", "include"),
  percentRounding: oneOf("per_line", "per_document"),
  amountSplit: oneOf("proportional", "sequential"),
  splitPlaces: optionalWholeNumber,
  rounding,
};

export const discountApply = operation(known, (input, conventions) => {
  const currency = input.currency();
  const lines = input.list("lines").map((line) => ({
    id: line.text("id"),
    amountMinor: line.minor("amount", currency),
  }));
  const discounted = applyDiscounts(lines, readDiscounts(input, currency), conventions, currency);
  return {
    lines: discounted.lines.map(({ id, discountMinor, netMinor }) => ({
      id,
      discount: writeExactMinor(discountMinor, currency),
      net: writeExactMinor(netMinor, currency),
    })),
    discounts: discounted.discounts.map(({ discount, amountMinor }) => ({
      id: discount.id,
      amount: writeExactMinor(amountMinor, currency),
    })),
    discountTotal: writeExactMinor(discounted.discountMinor, currency),
    total: writeExactMinor(discounted.netMinor, currency),
  };
});
