import { compactTaxId, taxIdCountries, taxIdPrefix, validateTaxId } from "./validate-tax-id";

export type TaxIdCheck =
  | { readonly status: "none" }
  /** Its structure and check digits are right; the register has not answered yet. */
  | { readonly status: "pending"; readonly taxId: string; readonly country: string }
  | { readonly status: "invalid"; readonly reason: "malformed" | "other_country"; readonly expectedForm: string };

/** How a VAT id looks, by country: shown beside the field when one does not fit. */
const forms: Readonly<Record<string, string>> = {
  AT: "ATU12345678",
  BE: "BE0123456789",
  BG: "BG123456789",
  CH: "CHE123456789",
  CY: "CY12345678X",
  CZ: "CZ12345678",
  DE: "DE123456789",
  DK: "DK12345678",
  EE: "EE123456789",
  ES: "ESX12345678",
  FI: "FI12345678",
  FR: "FRXX123456789",
  GB: "GB123456789",
  GR: "EL123456789",
  HR: "HR12345678901",
  HU: "HU12345678",
  IE: "IE1234567X",
  IT: "IT12345678901",
  LT: "LT123456789",
  LU: "LU12345678",
  LV: "LV12345678901",
  MT: "MT12345678",
  NL: "NL123456789B01",
  NO: "NO123456789",
  PL: "PL1234567890",
  PT: "PT123456789",
  RO: "RO1234567890",
  SE: "SE123456789001",
  SI: "SI12345678",
  SK: "SK1234567890",
};

const countryOf = (prefix: string): string => (prefix === "EL" ? "GR" : prefix);

const isWellFormed = (country: string, number: string): boolean =>
  taxIdCountries.includes(country) && validateTaxId(country, number).isValid;

/**
 * Structure and check digits of a VAT id, with or without its country prefix. The register is asked later and never
 * blocks a sale: a well-formed id is `pending`.
 */
export const checkTaxId = (text: string, buyerCountry: string): TaxIdCheck => {
  const compact = compactTaxId(text);
  if (compact === "") return { status: "none" };
  const prefix = compact.slice(0, 2);
  const named = /^[A-Z]{2}/.test(prefix) && taxIdCountries.includes(countryOf(prefix)) ? countryOf(prefix) : null;
  const expectedForm = forms[buyerCountry] ?? "";
  if (named && named !== buyerCountry && isWellFormed(named, compact)) {
    return { status: "invalid", reason: "other_country", expectedForm };
  }
  if (!isWellFormed(buyerCountry, compact)) return { status: "invalid", reason: "malformed", expectedForm };
  const { normalized } = validateTaxId(buyerCountry, compact);
  return { status: "pending", taxId: `${taxIdPrefix(buyerCountry)}${normalized}`, country: buyerCountry };
};
