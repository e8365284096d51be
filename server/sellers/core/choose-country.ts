import { findMarket } from "./markets";

export const fallbackCountry = "IE";

export type CountryHints = {
  readonly fromUrl?: string | null | undefined;
  readonly fromCookie?: string | null | undefined;
  readonly acceptLanguage?: string | null | undefined;
};

const regionsOf = (acceptLanguage: string): string[] =>
  acceptLanguage
    .split(",")
    .map((entry) => /^\s*[A-Za-z]{2,3}-([A-Za-z]{2})\b/.exec(entry)?.[1]?.toUpperCase())
    .filter((region): region is string => region !== undefined);

/** The shopper's country: what the address says, else the last choice, else the browser's region, else Ireland. */
export const chooseCountry = (hints: CountryHints): string => {
  const candidates = [
    hints.fromUrl?.toUpperCase(),
    hints.fromCookie?.toUpperCase(),
    ...(hints.acceptLanguage ? regionsOf(hints.acceptLanguage) : []),
  ];
  return candidates.find((country) => country && findMarket(country)) ?? fallbackCountry;
};
