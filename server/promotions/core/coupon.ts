import type { Rational } from "@/server/kernel";

/** What a coupon gives: a share off, an amount off in each of the currencies it has one in, or more days of trial. */
export type CouponTerms =
  | { readonly kind: "percent"; readonly value: Rational }
  | { readonly kind: "amount"; readonly amounts: Readonly<Record<string, bigint>> }
  | { readonly kind: "trial"; readonly days: number };

/** The currencies that an amount is given in; null for what is taken in every one. */
export const currenciesOf = (terms: CouponTerms): readonly string[] | null =>
  terms.kind === "amount" ? Object.keys(terms.amounts).sort() : null;

/** "EUR, GBP and USD". */
export const writeList = (names: readonly string[], joint: "and" | "or"): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${joint} ${names.at(-1)}`;
