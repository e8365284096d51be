import { euVat, stdnum } from "stdnum";
import { DomainError } from "@/server/kernel";

export type TaxIdValidation = {
  readonly isValid: boolean;
  /** Capitals without separators and without the country's prefix, also where it is not valid. */
  readonly normalized: string;
};

type Validator = { validate: (value: string) => { isValid: boolean } };
type Rule = {
  readonly prefix: string;
  readonly structure: RegExp;
  readonly hasCheckDigits: (value: string) => boolean;
};

const passes =
  (...validators: readonly (Validator | undefined)[]) =>
  (value: string): boolean =>
    validators.some((validator) => validator?.validate(value).isValid === true);

const euRule = (country: string, structure: RegExp, prefix = country): Rule => ({
  prefix,
  structure,
  hasCheckDigits: passes(...(euVat[country] ?? [])),
});

const swiss = passes(stdnum.CH?.uid);
const norwegian = passes(stdnum.NO?.orgnr);

const ninth = /^\d{9}$/;

/**
 * How a number is built, by country. EU: European Commission, VIES, structure of VAT identification numbers. GB: HM
 * Revenue & Customs, VAT numbers (standard, branches, government departments, health authorities). CH: UID, Federal
 * Statistical Office. NO: organisation number, Brønnøysund Register Centre.
 */
const rules: Readonly<Record<string, Rule>> = {
  AT: euRule("AT", /^U\d{8}$/),
  BE: euRule("BE", /^[01]\d{9}$/),
  BG: euRule("BG", /^\d{9,10}$/),
  CH: {
    prefix: "CHE",
    structure: /^\d{9}(MWST|TVA|IVA)?$/,
    hasCheckDigits: (value) => swiss(`CHE${value.slice(0, 9)}`),
  },
  CY: euRule("CY", /^\d{8}[A-Z]$/),
  CZ: euRule("CZ", /^\d{8,10}$/),
  DE: euRule("DE", /^[1-9]\d{8}$/),
  DK: euRule("DK", /^\d{8}$/),
  EE: euRule("EE", ninth),
  ES: euRule("ES", /^[A-Z\d]\d{7}[A-Z\d]$/),
  FI: euRule("FI", /^\d{8}$/),
  FR: euRule("FR", /^[A-HJ-NP-Z\d]{2}\d{9}$/),
  GB: {
    prefix: "GB",
    structure: /^(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/,
    hasCheckDigits: passes(stdnum.GB?.vat),
  },
  GR: euRule("GR", ninth, "EL"),
  HR: euRule("HR", /^\d{11}$/),
  HU: euRule("HU", /^\d{8}$/),
  IE: euRule("IE", /^\d[A-Z\d+*]\d{5}[A-W]{1,2}$/),
  IT: euRule("IT", /^\d{11}$/),
  LT: euRule("LT", /^(\d{9}|\d{12})$/),
  LU: euRule("LU", /^\d{8}$/),
  LV: euRule("LV", /^\d{11}$/),
  MT: euRule("MT", /^\d{8}$/),
  NL: euRule("NL", /^\d{9}B\d{2}$/),
  NO: {
    prefix: "NO",
    structure: /^\d{9}(MVA)?$/,
    hasCheckDigits: (value) => norwegian(value.slice(0, 9)),
  },
  PL: euRule("PL", /^\d{10}$/),
  PT: euRule("PT", ninth),
  RO: euRule("RO", /^\d{2,10}$/),
  SE: euRule("SE", /^\d{12}$/),
  SI: euRule("SI", /^\d{8}$/),
  SK: euRule("SK", /^\d{10}$/),
};

export const taxIdCountries: readonly string[] = Object.keys(rules);

/** How ids of a country begin: `EL` for Greece, `CHE` for Switzerland, otherwise the code of the country. */
export const taxIdPrefix = (country: string): string => rules[country]?.prefix ?? country;

export const compactTaxId = (text: string): string => text.replaceAll(/[\s.\-/,]/g, "").toUpperCase();

/**
 * Structure and check digits of a VAT id of the EU, Great Britain, Switzerland or Norway, with or without its prefix. No
 * register is asked. A number that is right only together with letters that look like its prefix keeps them.
 */
export const validateTaxId = (country: string, text: string): TaxIdValidation => {
  const rule = rules[country];
  if (!rule) {
    throw new DomainError(
      "invalid_input",
      "tax_id.country_not_offered",
      "Choose a country whose VAT ids can be checked.",
      {
        country,
      },
    );
  }
  const isRight = (value: string): boolean => rule.structure.test(value) && rule.hasCheckDigits(value);
  const compact = compactTaxId(text);
  const normalized = compact.startsWith(rule.prefix) ? compact.slice(rule.prefix.length) : compact;
  if (isRight(normalized)) return { isValid: true, normalized };
  return isRight(compact) ? { isValid: true, normalized: compact } : { isValid: false, normalized };
};
