import { couponsOfLine, discountsOfLine } from "@/server/billing/core";
import type { Currency } from "@/server/kernel";
import { writeMoney, writePercent } from "./write-money";

/** "20 % off: −€6.60" for each coupon of a line, in the order in which they were taken off. */
export const writeDiscounts = (
  derivation: Readonly<Record<string, unknown>> | undefined,
  currency: Currency,
): string[] => {
  if (!derivation) return [];
  const off = discountsOfLine(derivation, currency);
  return couponsOfLine(derivation).map(({ kind, value }, at) => {
    const taken = writeMoney(-(off[at] ?? 0n), currency);
    return kind === "percent" ? `${writePercent(value)} off: ${taken}` : `Reduced: ${taken}`;
  });
};
