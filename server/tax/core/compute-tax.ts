import {
  addRationals,
  DomainError,
  divideRationals,
  groupBy,
  invariant,
  ONE,
  percentOf,
  type Rational,
  type RoundingMode,
  roundRational,
  splitByShares,
  sumMinor,
  sumRationals,
  ZERO,
} from "@/server/kernel";

export type TaxRate = {
  readonly id: string | null;
  readonly percent: Rational;
  /** Applies to the net with the taxes before it on the line. */
  readonly isCompound: boolean;
};

/** An amount in minor units, exact: it may carry parts of a cent. */
export type TaxableLine = { readonly amountMinor: Rational; readonly rates: readonly TaxRate[] };

export type LineTaxConventions = {
  /** `inclusive`: the amount contains the tax. */
  readonly priceMode: "exclusive" | "inclusive";
  /** `combined`: the taxes of a line are rounded once together and split over its rates by largest fraction. */
  readonly combine: "separate" | "combined";
  readonly rounding: RoundingMode;
};

export type TaxConventions = LineTaxConventions & {
  /**
   * Where the tax of a document is rounded: on every line, once for each percentage, or once. `combine` is for prices
   * without tax; the tax in a price is rounded together where the line decides, otherwise rate by rate.
   */
  readonly level: "line" | "rate" | "document";
};

export type LineTax = {
  readonly rate: TaxRate;
  /** Of the rate among those of its line, from 1. */
  readonly position: number;
  readonly exactMinor: Rational;
  readonly amountMinor: bigint;
};

export type TaxedLine = {
  readonly exactNetMinor: Rational;
  readonly exactTaxMinor: Rational;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
  readonly taxes: readonly LineTax[];
};

export type TaxOfRate = { readonly percent: Rational; readonly baseMinor: bigint; readonly taxMinor: bigint };

export type ComputedTax = {
  readonly lines: readonly TaxedLine[];
  /** By percentage over the document, in the order of their first line. */
  readonly byRate: readonly TaxOfRate[];
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
};

const exactTaxes = (netMinor: Rational, rates: readonly TaxRate[]): Rational[] => {
  const taxes: Rational[] = [];
  let taxed = netMinor;
  for (const { percent, isCompound } of rates) {
    const tax = percentOf(percent, isCompound ? taxed : netMinor);
    taxes.push(tax);
    taxed = addRationals(taxed, tax);
  }
  return taxes;
};

const netOf = ({ amountMinor, rates }: TaxableLine, priceMode: LineTaxConventions["priceMode"]): Rational => {
  if (priceMode === "exclusive") return amountMinor;
  const grossOfOne = addRationals(ONE, sumRationals(exactTaxes(ONE, rates)));
  if (grossOfOne.n <= 0n) {
    throw new DomainError("invalid_input", "tax_rate.out_of_range", "Enter tax rates above minus 100 percent.");
  }
  return divideRationals(amountMinor, grossOfOne);
};

const roundTaxes = (exact: readonly Rational[], { combine, rounding }: LineTaxConventions): bigint[] =>
  combine === "combined"
    ? splitByShares(roundRational(sumRationals(exact), rounding), exact)
    : exact.map((tax) => roundRational(tax, rounding));

/**
 * The tax of one line by each of its rates. Exclusive: the rates apply to the amount, which is the net. Inclusive: the
 * exact net is the amount divided by one plus the effective rate; the tax is rounded and the net is the rest.
 */
export const taxLine = (line: TaxableLine, conventions: LineTaxConventions): TaxedLine => {
  const { priceMode, rounding } = conventions;
  const exactNetMinor = netOf(line, priceMode);
  const exact = exactTaxes(exactNetMinor, line.rates);
  const amounts = roundTaxes(exact, conventions);
  const taxMinor = sumMinor(amounts);
  const amountMinor = roundRational(line.amountMinor, rounding);
  const netMinor = priceMode === "exclusive" ? amountMinor : amountMinor - taxMinor;
  return {
    exactNetMinor,
    exactTaxMinor: sumRationals(exact),
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
    taxes: line.rates.map((rate, at) => ({
      rate,
      position: at + 1,
      exactMinor: exact[at] ?? ZERO,
      amountMinor: amounts[at] ?? 0n,
    })),
  };
};

const sumByRate = (lines: readonly TaxedLine[], rounding: RoundingMode): TaxOfRate[] => {
  const applied = lines.flatMap(({ exactNetMinor, taxes }) => taxes.map((tax) => ({ ...tax, exactNetMinor })));
  const groups = groupBy(applied, ({ rate: { percent } }) => `${percent.n}/${percent.d}`);
  return [...groups.values()].map((members) => {
    const [first] = members;
    invariant(first, "A rate that is summed has a line.");
    return {
      percent: first.rate.percent,
      baseMinor: roundRational(sumRationals(members.map((member) => member.exactNetMinor)), rounding),
      taxMinor: roundRational(sumRationals(members.map((member) => member.exactMinor)), rounding),
    };
  });
};

const taxOfDocument = (
  lines: readonly TaxedLine[],
  byRate: readonly TaxOfRate[],
  { level, rounding }: TaxConventions,
): bigint => {
  if (level === "line") return sumMinor(lines.map(({ taxMinor }) => taxMinor));
  if (level === "rate") return sumMinor(byRate.map(({ taxMinor }) => taxMinor));
  return roundRational(sumRationals(lines.map((line) => line.exactTaxMinor)), rounding);
};

/**
 * The tax of a document: the lines as they stand alone, the sums by percentage, and the totals, whose tax is rounded where
 * `level` says. 13.33 and 13.33 at 19 % owe 2.53 each on their lines, 5.07 together by the rate.
 */
export const computeTax = (lines: readonly TaxableLine[], conventions: TaxConventions): ComputedTax => {
  const { priceMode, rounding, level } = conventions;
  const ofInclusive = level === "line" ? "combined" : "separate";
  const combine = priceMode === "inclusive" ? ofInclusive : conventions.combine;
  const taxed = lines.map((line) => taxLine(line, { priceMode, combine, rounding }));
  const byRate = sumByRate(taxed, rounding);
  const taxMinor = taxOfDocument(taxed, byRate, conventions);
  const amountMinor = roundRational(sumRationals(lines.map((line) => line.amountMinor)), rounding);
  const netMinor = priceMode === "exclusive" ? amountMinor : amountMinor - taxMinor;
  return { lines: taxed, byRate, netMinor, taxMinor, grossMinor: netMinor + taxMinor };
};

/** Which rates a line is taxed by: its own, even if there are none of them, else the customer's, else the default. */
export const chooseTaxRates = (rates: {
  readonly own: readonly TaxRate[] | null;
  readonly customer: readonly TaxRate[] | null;
  readonly fallback: readonly TaxRate[];
  readonly isExempt: boolean;
}): readonly TaxRate[] => (rates.isExempt ? [] : (rates.own ?? rates.customer ?? rates.fallback));
