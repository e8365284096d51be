import {
  DomainError,
  divideRationals,
  maxRational,
  multiplyRationals,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
  ZERO,
} from "@/server/kernel";

export type PackagePrice = { readonly size: Rational; readonly price: Rational; readonly free: Rational };

/** Whole packages, a begun one in full: 121 units in packages of ten are thirteen. */
export const ratePackage = (
  { size, price, free }: PackagePrice,
  quantity: Rational,
): { readonly amount: Rational; readonly billedUnits: Rational } => {
  if (size.n <= 0n) {
    throw new DomainError("invalid_input", "charge_model.invalid", "Give a package a size above zero.", {
      field: "size",
    });
  }
  const begun = divideRationals(maxRational(ZERO, subtractRationals(quantity, free)), size);
  const packages = rational(roundRational(begun, "ceiling"));
  return { amount: multiplyRationals(packages, price), billedUnits: multiplyRationals(packages, size) };
};
