export type SellerKey = "ireland" | "inc";

export type Market = {
  readonly country: string;
  readonly sellerKey: SellerKey;
  readonly currency: string;
  /** Every currency in which that seller sells to this country, its own first. */
  readonly currencies: readonly string[];
  readonly timeZone: string;
};

const euroZones: Readonly<Record<string, string>> = {
  AT: "Europe/Vienna",
  BE: "Europe/Brussels",
  BG: "Europe/Sofia",
  CY: "Asia/Nicosia",
  CZ: "Europe/Prague",
  DE: "Europe/Berlin",
  DK: "Europe/Copenhagen",
  EE: "Europe/Tallinn",
  ES: "Europe/Madrid",
  FI: "Europe/Helsinki",
  FR: "Europe/Paris",
  GR: "Europe/Athens",
  HR: "Europe/Zagreb",
  HU: "Europe/Budapest",
  IE: "Europe/Dublin",
  IT: "Europe/Rome",
  LT: "Europe/Vilnius",
  LU: "Europe/Luxembourg",
  LV: "Europe/Riga",
  MT: "Europe/Malta",
  NL: "Europe/Amsterdam",
  PL: "Europe/Warsaw",
  PT: "Europe/Lisbon",
  RO: "Europe/Bucharest",
  SE: "Europe/Stockholm",
  SI: "Europe/Ljubljana",
  SK: "Europe/Bratislava",
};

export const euCountries: readonly string[] = Object.keys(euroZones).sort();

export const markets: readonly Market[] = [
  ...euCountries.map(
    (country): Market => ({
      country,
      sellerKey: "ireland",
      currency: "EUR",
      currencies: ["EUR", "GBP"],
      timeZone: euroZones[country] ?? "Europe/Dublin",
    }),
  ),
  { country: "GB", sellerKey: "ireland", currency: "GBP", currencies: ["GBP", "EUR"], timeZone: "Europe/London" },
  { country: "US", sellerKey: "inc", currency: "USD", currencies: ["USD"], timeZone: "America/New_York" },
  { country: "JP", sellerKey: "inc", currency: "JPY", currencies: ["JPY"], timeZone: "Asia/Tokyo" },
];

export const findMarket = (country: string): Market | null =>
  markets.find((market) => market.country === country) ?? null;

export type SellerChoice =
  | { readonly ok: true; readonly market: Market; readonly currency: string }
  | {
      readonly ok: false;
      readonly refusal: "country_not_served" | "currency_not_sold";
      readonly market: Market | null;
    };

/** Which legal entity sells: by the buyer's country, in its currency or another one that entity sells there. */
export const chooseSeller = (country: string, currency: string | null): SellerChoice => {
  const market = findMarket(country);
  if (!market) return { ok: false, refusal: "country_not_served", market: null };
  const chosen = currency ?? market.currency;
  if (!market.currencies.includes(chosen)) return { ok: false, refusal: "currency_not_sold", market };
  return { ok: true, market, currency: chosen };
};
