import { euCountries } from "@/server/sellers/core";
import type { PricingView } from "./pricing-view";

export type TaxNote = "domestic" | "foreign" | "vat_id" | "not_registered";

/** Which sentence about tax is true of a country: inside the EU a VAT id from another state than ours changes it. */
export const taxNoteOf = ({ country, taxNote }: PricingView): TaxNote => {
  if (taxNote === "no_nexus") return "not_registered";
  if (taxNote === "seller_place") return "domestic";
  return euCountries.includes(country.code) ? "vat_id" : "foreign";
};
