/** For whom a price is alone: where it names both, both must hold. */
export type PriceScope = {
  /** A country, or a group of them by its key. */
  readonly region: string | null;
  /** The countries that the region had when the price was published. */
  readonly countries: readonly string[];
  /** A kind of account, as staff tell it. */
  readonly segment: string | null;
};

/** What a price is chosen by. */
export type PriceCustomer = { readonly country: string; readonly segment: string | null };

const isOneCountry = ({ region, countries }: PriceScope): boolean => countries.length === 1 && countries[0] === region;

/**
 * How special a price is. What names both goes before what names one of the two; a segment, which somebody decided,
 * before a region; a country before a group of countries.
 */
export const rankOfScope = (scope: PriceScope | undefined): number => {
  if (!scope) return 0;
  const ofRegion = isOneCountry(scope) ? 2 : 1;
  return (scope.segment === null ? 0 : 4) + (scope.region === null ? 0 : ofRegion);
};

export const appliesTo = (scope: PriceScope | undefined, { country, segment }: PriceCustomer): boolean =>
  !scope ||
  ((scope.region === null || scope.countries.includes(country)) &&
    (scope.segment === null || scope.segment === segment));

/** Whether somebody could get either of two prices that are equally special. */
export const areAmbiguous = (a: PriceScope, b: PriceScope): boolean =>
  rankOfScope(a) === rankOfScope(b) &&
  a.segment === b.segment &&
  (a.region === null || a.countries.some((country) => b.countries.includes(country)));

/** "region nordics, segment nonprofit". */
export const writeScope = ({ region, segment }: Pick<PriceScope, "region" | "segment">): string =>
  [...(region === null ? [] : [`region ${region}`]), ...(segment === null ? [] : [`segment ${segment}`])].join(", ");
