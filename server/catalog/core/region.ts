const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

// What is called so stands for no country, but for many or for none.
const notCountries: ReadonlySet<string> = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

/** Whether this is the two-letter code of a country, and not another name of one, as UK is of GB. */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) &&
  !notCountries.has(code) &&
  names.of(code) !== undefined &&
  Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

/** The countries of a region: of a group by its key, or the one country that it is; null where it is neither. */
export const countriesOfRegion = (
  region: string,
  groups: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null => groups.get(region) ?? (isCountry(region) ? [region] : null);
