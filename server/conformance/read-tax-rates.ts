import type { TaxRate } from "@/server/tax/core";
import type { CaseInput } from "./case-input";

/** The rates of a field, or null where the case does not name it: an empty list is a choice of no tax. */
export const readTaxRates = (input: CaseInput, name: string): TaxRate[] | null =>
  input.has(name)
    ? input.list(name).map((rate) => ({
        id: rate.optionalText("id"),
        percent: rate.number("percent"),
        isCompound: rate.flag("compound"),
      }))
    : null;
