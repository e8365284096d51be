import { compareDays, type PlainDate, parseRational, plainDate, type Rational } from "@/server/kernel";

type DatedRate = { readonly from: PlainDate; readonly percent: string };

const rate = (from: string, percent: string): DatedRate => ({ from: plainDate(from), percent });

/**
 * Standard rates by country, newest first.
 * EU: European Commission, Taxes in Europe Database, standard VAT rates, read October 2026. GB: Value Added Tax Act 1994,
 * section 2, 20 % since 4 January 2011. JP: consumption tax 10 % (7.8 % national, 2.2 % local) since 1 October 2019,
 * National Tax Agency.
 */
const standardRates: Readonly<Record<string, readonly DatedRate[]>> = {
  AT: [rate("1984-01-01", "20")],
  BE: [rate("1996-01-01", "21")],
  BG: [rate("1999-01-01", "20")],
  CY: [rate("2014-01-13", "19")],
  CZ: [rate("2013-01-01", "21")],
  DE: [rate("2021-01-01", "19")],
  DK: [rate("1992-01-01", "25")],
  EE: [rate("2025-07-01", "24"), rate("2024-01-01", "22"), rate("2009-07-01", "20")],
  ES: [rate("2012-09-01", "21")],
  FI: [rate("2024-09-01", "25.5"), rate("2013-01-01", "24")],
  FR: [rate("2014-01-01", "20")],
  GB: [rate("2011-01-04", "20")],
  GR: [rate("2016-06-01", "24")],
  HR: [rate("2012-03-01", "25")],
  HU: [rate("2012-01-01", "27")],
  IE: [rate("2021-03-01", "23")],
  IT: [rate("2013-10-01", "22")],
  JP: [rate("2019-10-01", "10")],
  LT: [rate("2009-09-01", "21")],
  LU: [rate("2024-01-01", "17"), rate("2023-01-01", "16")],
  LV: [rate("2012-07-01", "21")],
  MT: [rate("2004-01-01", "18")],
  NL: [rate("2012-10-01", "21")],
  PL: [rate("2011-01-01", "23")],
  PT: [rate("2011-01-01", "23")],
  RO: [rate("2025-08-01", "21"), rate("2017-01-01", "19")],
  SE: [rate("1990-07-01", "25")],
  SI: [rate("2013-07-01", "22")],
  SK: [rate("2025-01-01", "23"), rate("2011-01-01", "20")],
};

/** The standard rate in percent of a country on a day, or null where this table has none. */
export const standardRateOn = (country: string, day: PlainDate): { percent: Rational; text: string } | null => {
  const found = standardRates[country]?.find((dated) => compareDays(dated.from, day) <= 0);
  return found ? { percent: parseRational(found.percent), text: found.percent } : null;
};
