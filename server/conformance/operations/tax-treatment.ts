import { formatRational } from "@/server/kernel";
import { type DatedTaxRate, decideTreatment, euStandardRates, type TaxedSale, taxOfTreatment } from "@/server/tax/core";
import type { CaseInput } from "../case-input";
import { oneOf, rounding } from "../conventions";
import { operation } from "../operation";
import { writeMinor } from "../write-amounts";

const readRate = (rate: CaseInput): DatedTaxRate => ({
  place: rate.text("place"),
  percent: rate.number("percent"),
  category: rate.optionalText("category") ?? "standard",
  from: rate.optionalDay("from"),
});

const readBuyer = (buyer: CaseInput): TaxedSale["buyer"] => ({
  place: buyer.text("place"),
  type: buyer.choice("type", "business", "consumer"),
  taxIdStatus: buyer.has("taxIdStatus") ? buyer.choice("taxIdStatus", "none", "valid", "invalid", "pending") : "none",
  isExempt: buyer.flag("exempt"),
  isReseller: buyer.flag("reseller"),
});

export const taxTreatment = operation({ rates: oneOf("input", "builtin"), rounding }, (input, conventions) => {
  const decision = decideTreatment(
    {
      sellerPlace: input.object("seller").text("place"),
      buyer: readBuyer(input.object("buyer")),
      category: input.optionalText("category") ?? "standard",
      day: input.optionalDay("day"),
    },
    {
      rates: conventions.rates === "builtin" ? euStandardRates : input.optionalList("rates").map(readRate),
      nexus: input.optionalTexts("nexus"),
      registeredOutsideEu: [],
      isBelowDistanceThreshold: input.flag("belowDistanceThreshold"),
    },
  );
  const { treatment, place, percent, isFinal } = decision;
  const answer = { treatment, percent: formatRational(percent), place, final: isFinal };
  if (!input.has("amount")) return answer;
  const currency = input.currency();
  const taxMinor = taxOfTreatment(decision, input.minor("amount", currency), conventions.rounding);
  return { ...answer, tax: writeMinor(taxMinor, currency) };
});
