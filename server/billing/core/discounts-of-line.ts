import type { Currency } from "@/server/kernel";
import { amountOfLine, readFactors } from "./life";

/**
 * What each coupon took off a line, in the order in which they were taken off; in minor units. They and what is left add
 * up to the line before any of them, so that what was given is seen beside what is paid.
 */
export const discountsOfLine = (derivation: Readonly<Record<string, unknown>>, currency: Currency): bigint[] => {
  const factors = readFactors(derivation);
  if (factors?.kind !== "charge") return [];
  const after = (count: number): bigint =>
    amountOfLine({ ...factors, coupons: factors.coupons.slice(0, count) }, currency);
  return factors.coupons.map((_, at) => after(at) - after(at + 1));
};

/** The coupons of a line as they are written with it: a percentage, or an amount in minor units. */
export const couponsOfLine = (
  derivation: Readonly<Record<string, unknown>>,
): readonly { readonly kind: "percent" | "amount"; readonly value: string }[] => {
  const { coupons } = derivation;
  return Array.isArray(coupons) ? coupons.map(([kind, value]) => ({ kind, value })) : [];
};
