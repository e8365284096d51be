import {
  type Currency,
  multiplyRationals,
  type Rational,
  type RoundingMode,
  rational,
  roundRational,
  sumRationals,
  ZERO,
} from "@/server/kernel";
import { applyDiscounts, type Discount, type DiscountedLines } from "@/server/promotions/core";
import { type ComputedTax, computeTax, type TaxRate } from "@/server/tax/core";

export type DocumentLine = {
  readonly id: string;
  readonly quantity: Rational;
  /** In minor units, exact. */
  readonly unitPriceMinor: Rational;
  readonly taxRates: readonly TaxRate[];
};

export type DocumentConventions = {
  /** Whether every line is rounded, or only the subtotal. */
  readonly lineRounding: "per_line" | "document";
  readonly discountOrder: "given" | "percent_first" | "amount_first";
  readonly taxLevel: "line" | "rate" | "document";
  readonly priceMode: "exclusive" | "inclusive";
  readonly rounding: RoundingMode;
};

export type TotaledLine = {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly discountMinor: bigint;
  /** What is left after discounts; in a price with tax it contains the tax. */
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
};

export type DocumentTotals = {
  readonly lines: readonly TotaledLine[];
  readonly discounts: DiscountedLines<Discount>;
  readonly tax: ComputedTax;
  readonly subtotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
};

export type SettledByCredit = {
  readonly creditAppliedMinor: bigint;
  readonly amountDueMinor: bigint;
  readonly creditBalanceMinor: bigint;
};

/** A credit balance pays a positive total after tax; a negative total is not due and raises the balance. */
export const settleByCredit = (totalMinor: bigint, creditBalanceMinor: bigint): SettledByCredit => {
  if (totalMinor < 0n) {
    return { creditAppliedMinor: 0n, amountDueMinor: 0n, creditBalanceMinor: creditBalanceMinor - totalMinor };
  }
  const usable = creditBalanceMinor > 0n ? creditBalanceMinor : 0n;
  const creditAppliedMinor = usable < totalMinor ? usable : totalMinor;
  return {
    creditAppliedMinor,
    amountDueMinor: totalMinor - creditAppliedMinor,
    creditBalanceMinor: creditBalanceMinor - creditAppliedMinor,
  };
};

const discountsOf = (
  lines: readonly { readonly id: string; readonly amountMinor: Rational }[],
  discounts: readonly Discount[],
  { discountOrder, rounding }: DocumentConventions,
  currency: Currency,
): DiscountedLines<Discount> =>
  applyDiscounts(
    lines,
    discounts,
    {
      order: discountOrder,
      stacking: "compound",
      negativeLines: "skip",
      percentRounding: "per_line",
      amountSplit: "proportional",
      splitPlaces: null,
      rounding,
    },
    currency,
  );

/**
 * A document from its lines: each is quantity times unit price, rounded by itself or only in the subtotal; then discounts,
 * one on what the other left; then tax on what remains. Every part is returned, so that each total can be explained.
 */
export const computeDocumentTotals = (
  lines: readonly DocumentLine[],
  discounts: readonly Discount[],
  conventions: DocumentConventions,
  currency: Currency,
): DocumentTotals => {
  const { rounding, priceMode, taxLevel, lineRounding } = conventions;
  const priced = lines.map(({ id, quantity, unitPriceMinor }) => {
    const exact = multiplyRationals(quantity, unitPriceMinor);
    return { id, amountMinor: lineRounding === "per_line" ? rational(roundRational(exact, rounding)) : exact };
  });
  const discounted = discountsOf(priced, discounts, conventions, currency);
  const tax = computeTax(
    discounted.lines.map(({ netMinor }, at) => ({ amountMinor: netMinor, rates: lines[at]?.taxRates ?? [] })),
    { priceMode, level: taxLevel, combine: "separate", rounding },
  );
  const subtotalMinor = roundRational(sumRationals(priced.map((line) => line.amountMinor)), rounding);
  const discountMinor = roundRational(discounted.discountMinor, rounding);
  const taxOnTop = priceMode === "exclusive" ? tax.taxMinor : 0n;
  return {
    lines: discounted.lines.map((line, at) => ({
      id: line.id,
      amountMinor: roundRational(priced[at]?.amountMinor ?? ZERO, rounding),
      discountMinor: roundRational(line.discountMinor, rounding),
      netMinor: roundRational(line.netMinor, rounding),
      taxMinor: tax.lines[at]?.taxMinor ?? 0n,
    })),
    discounts: discounted,
    tax,
    subtotalMinor,
    discountMinor,
    taxMinor: tax.taxMinor,
    totalMinor: subtotalMinor - discountMinor + taxOnTop,
  };
};
