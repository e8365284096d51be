import { DomainError, percentOf, type Rational, type RoundingMode, rational, roundRational } from "@/server/kernel";

export type WriteOffConventions = {
  /** `full`: the tax in what is written off is claimed back. */
  readonly taxRelief: "none" | "full";
  readonly rounding: RoundingMode;
};

export type SplitWriteOff = {
  /** Debited as bad debt. */
  readonly expenseMinor: bigint;
  /** Debited to tax payable. */
  readonly taxReliefMinor: bigint;
  /** Credited to the receivable. */
  readonly writtenOffMinor: bigint;
  /** What the receivable still shows. */
  readonly balanceMinor: bigint;
};

export const taxOfReceivable = (netMinor: bigint, percent: Rational, rounding: RoundingMode): bigint =>
  roundRational(percentOf(percent, rational(netMinor)), rounding);

/**
 * Giving up all of a receivable, or the amount named: with relief the share of its tax is claimed back, the rest is bad
 * debt. 50.00 of 100.00 and 19.00 of tax are 7.98 of tax and 42.02 of bad debt.
 */
export const splitWriteOff = (
  receivable: { readonly netMinor: bigint; readonly taxMinor: bigint },
  amountMinor: bigint | null,
  { taxRelief, rounding }: WriteOffConventions,
): SplitWriteOff => {
  const grossMinor = receivable.netMinor + receivable.taxMinor;
  const writtenOffMinor = amountMinor ?? grossMinor;
  if (writtenOffMinor < 0n || writtenOffMinor > grossMinor) {
    throw new DomainError("invalid_input", "write_off.exceeds_receivable", "Write off at most what is still owed.");
  }
  const hasRelief = taxRelief === "full" && grossMinor > 0n;
  const taxReliefMinor = hasRelief
    ? roundRational(rational(writtenOffMinor * receivable.taxMinor, grossMinor), rounding)
    : 0n;
  return {
    expenseMinor: writtenOffMinor - taxReliefMinor,
    taxReliefMinor,
    writtenOffMinor,
    balanceMinor: grossMinor - writtenOffMinor,
  };
};
