import { formatRational, type PlainDate, parseRational, plainDate, type Rational } from "@/server/kernel";
import { type DatedTaxRate, taxRateOn } from "./tax-rate";

type Change = readonly [from: string, percent: string];

const standardRates = (byCountry: Readonly<Record<string, readonly Change[]>>): DatedTaxRate[] =>
  Object.entries(byCountry).flatMap(([place, changes]) =>
    changes.map(([from, percent]) => ({
      place,
      percent: parseRational(percent),
      category: "standard",
      from: plainDate(from),
    })),
  );

/**
 * Standard rates of the EU since 2000, each from the day it came into force. Today's were read in the European
 * Commission's Taxes in Europe Database in October 2026; the earlier ones serve documents brought in from other systems
 * and were compared with no source yet.
 */
export const euStandardRates: readonly DatedTaxRate[] = standardRates({
  AT: [["1984-01-01", "20"]],
  BE: [["1996-01-01", "21"]],
  BG: [["1999-01-01", "20"]],
  CY: [
    ["1993-10-01", "8"],
    ["2000-07-01", "10"],
    ["2002-07-01", "13"],
    ["2003-01-01", "15"],
    ["2012-03-01", "17"],
    ["2013-01-14", "18"],
    ["2014-01-13", "19"],
  ],
  CZ: [
    ["1995-01-01", "22"],
    ["2004-05-01", "19"],
    ["2010-01-01", "20"],
    ["2013-01-01", "21"],
  ],
  DE: [
    ["1998-04-01", "16"],
    ["2007-01-01", "19"],
    ["2020-07-01", "16"],
    ["2021-01-01", "19"],
  ],
  DK: [["1992-01-01", "25"]],
  EE: [
    ["1993-01-01", "18"],
    ["2009-07-01", "20"],
    ["2024-01-01", "22"],
    ["2025-07-01", "24"],
  ],
  ES: [
    ["1995-01-01", "16"],
    ["2010-07-01", "18"],
    ["2012-09-01", "21"],
  ],
  FI: [
    ["1994-06-01", "22"],
    ["2010-07-01", "23"],
    ["2013-01-01", "24"],
    ["2024-09-01", "25.5"],
  ],
  FR: [
    ["1995-08-01", "20.6"],
    ["2000-04-01", "19.6"],
    ["2014-01-01", "20"],
  ],
  GR: [
    ["1990-04-28", "18"],
    ["2005-04-01", "19"],
    ["2010-03-15", "21"],
    ["2010-07-01", "23"],
    ["2016-06-01", "24"],
  ],
  HR: [
    ["1998-08-01", "22"],
    ["2009-08-01", "23"],
    ["2012-03-01", "25"],
  ],
  HU: [
    ["1988-01-01", "25"],
    ["2006-01-01", "20"],
    ["2009-07-01", "25"],
    ["2012-01-01", "27"],
  ],
  IE: [
    ["1991-03-01", "21"],
    ["2001-01-01", "20"],
    ["2002-03-01", "21"],
    ["2008-12-01", "21.5"],
    ["2010-01-01", "21"],
    ["2012-01-01", "23"],
    ["2020-09-01", "21"],
    ["2021-03-01", "23"],
  ],
  IT: [
    ["1997-10-01", "20"],
    ["2011-09-17", "21"],
    ["2013-10-01", "22"],
  ],
  LT: [
    ["1994-05-01", "18"],
    ["2009-01-01", "19"],
    ["2009-09-01", "21"],
  ],
  LU: [
    ["1992-01-01", "15"],
    ["2015-01-01", "17"],
    ["2023-01-01", "16"],
    ["2024-01-01", "17"],
  ],
  LV: [
    ["1995-05-01", "18"],
    ["2009-01-01", "21"],
    ["2011-01-01", "22"],
    ["2012-07-01", "21"],
  ],
  MT: [
    ["1999-01-01", "15"],
    ["2004-01-01", "18"],
  ],
  NL: [
    ["1992-10-01", "17.5"],
    ["2001-01-01", "19"],
    ["2012-10-01", "21"],
  ],
  PL: [
    ["1993-07-05", "22"],
    ["2011-01-01", "23"],
  ],
  PT: [
    ["1995-01-01", "17"],
    ["2002-06-05", "19"],
    ["2005-07-01", "21"],
    ["2008-07-01", "20"],
    ["2010-07-01", "21"],
    ["2011-01-01", "23"],
  ],
  RO: [
    ["2000-01-01", "19"],
    ["2010-07-01", "24"],
    ["2016-01-01", "20"],
    ["2017-01-01", "19"],
    ["2025-08-01", "21"],
  ],
  SE: [["1990-07-01", "25"]],
  SI: [
    ["1999-07-01", "19"],
    ["2002-01-01", "20"],
    ["2013-07-01", "22"],
  ],
  SK: [
    ["1999-07-01", "23"],
    ["2003-01-01", "20"],
    ["2004-01-01", "19"],
    ["2011-01-01", "20"],
    ["2025-01-01", "23"],
  ],
});

/**
 * Where we are registered outside the EU. GB: Value Added Tax Act 1994, section 2, 20 % since 4 January 2011. JP:
 * consumption tax 10 % (7.8 % national, 2.2 % local) since 1 October 2019, National Tax Agency.
 */
const otherStandardRates: readonly DatedTaxRate[] = standardRates({
  GB: [["2011-01-04", "20"]],
  JP: [["2019-10-01", "10"]],
});

export const registeredOutsideEu: readonly string[] = otherStandardRates.map(({ place }) => place);

/** Every dated rate the product charges. */
export const productTaxRates: readonly DatedTaxRate[] = [...euStandardRates, ...otherStandardRates];

/** The standard rate in percent of a country on a day, or null where this table has none. */
export const standardRateOn = (country: string, day: PlainDate): { percent: Rational; text: string } | null => {
  const percent = taxRateOn(productTaxRates, country, "standard", day);
  return percent ? { percent, text: formatRational(percent) } : null;
};
