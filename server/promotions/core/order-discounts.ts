type Kinded = { readonly kind: "percent" | "amount" };

/** Percentages or amounts first, otherwise as they were given. */
export const orderDiscounts = <D extends Kinded>(
  discounts: readonly D[],
  order: "given" | "percent_first" | "amount_first",
): readonly D[] => {
  if (order === "given") return discounts;
  const first = order === "percent_first" ? "percent" : "amount";
  return [...discounts.filter(({ kind }) => kind === first), ...discounts.filter(({ kind }) => kind !== first)];
};
