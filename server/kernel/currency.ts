import { DomainError } from "./domain-error";

/** An ISO 4217 code in capitals. */
export type Currency = string;

// BGN and ANG left the active list in 2026 and 2025; documents posted in them remain readable.
const codesByExponent: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
    MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
    SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const exponents: ReadonlyMap<string, number> = new Map(
  Object.entries(codesByExponent).flatMap(([exponent, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(exponent)] as const),
  ),
);

export const currencies: readonly Currency[] = [...exponents.keys()].sort();

export function isCurrency(code: unknown): code is Currency {
  return typeof code === "string" && exponents.has(code);
}

/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyExponent(code: Currency): number {
  const exponent = exponents.get(code);
  if (exponent === undefined) {
    throw new DomainError("invalid_input", "currency.unknown", "Choose a currency by its ISO 4217 code, such as EUR.", {
      currency: code,
    });
  }
  return exponent;
}
