import { currencyExponent } from "@/server/kernel";

const limitMajor = 50_000n;

/** What billing operations may post in one run and currency without a controller: 50,000.00. */
export const billRunLimitMinor = (currency: string): bigint => limitMajor * 10n ** BigInt(currencyExponent(currency));
