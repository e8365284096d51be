import { taxIdCountries, validateTaxId } from "@/server/tax/core";
import { NotOffered } from "../case-refusal";
import { operation } from "../operation";

export const taxIdValidate = operation({}, (input) => {
  const country = input.text("country");
  if (!taxIdCountries.includes(country)) throw new NotOffered(`VAT ids of ${country} are not checked.`);
  const { isValid, normalized } = validateTaxId(country, input.text("number"));
  return { valid: isValid, normalized };
});
