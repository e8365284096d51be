import {
  formatRational,
  invariant,
  multiplyRationals,
  parseRational,
  type Rational,
  rational,
  unreachable,
} from "@/server/kernel";

export type ChargeModel = "flat" | "per_unit";

export type RatedCharge = { readonly model: ChargeModel; readonly unitPrice: string; readonly quantity: string };

export type Rating = {
  /** In major units, exact: the line rounds it, once. */
  readonly amount: Rational;
  readonly derivation: Readonly<Record<string, string>>;
};

/** What a charge comes to for a whole period: flat is its price whatever the quantity, per unit is quantity × price. */
export const rateCharge = (charge: RatedCharge): Rating => {
  const quantity = parseRational(charge.quantity);
  const unitPrice = parseRational(charge.unitPrice);
  invariant(quantity.n >= 0n, "A quantity is not negative.");
  switch (charge.model) {
    case "flat":
      return {
        amount: multiplyRationals(unitPrice, rational(1n)),
        derivation: { model: "flat", price: formatRational(unitPrice) },
      };
    case "per_unit":
      return {
        amount: multiplyRationals(quantity, unitPrice),
        derivation: { model: "per_unit", quantity: formatRational(quantity), price: formatRational(unitPrice) },
      };
    default:
      return unreachable(charge.model);
  }
};
