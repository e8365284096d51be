import { formatRational, invariant, parseRational, type Rational, ZERO } from "@/server/kernel";
import { rateQuantity } from "./rate-quantity";
import { standardRating } from "./rating-conventions";

export type ChargeModel = "flat" | "per_unit";

export type RatedCharge = { readonly model: ChargeModel; readonly unitPrice: string; readonly quantity: string };

export type Rating = {
  /** In major units, exact: the line rounds it, once. */
  readonly amount: Rational;
  readonly derivation: Readonly<Record<string, string>>;
};

/** What a charge comes to for a whole period: flat is its price whatever the quantity, per unit is quantity × price. */
export const rateCharge = ({ model, ...charge }: RatedCharge): Rating => {
  const quantity = parseRational(charge.quantity);
  const price = parseRational(charge.unitPrice);
  invariant(quantity.n >= 0n, "A quantity is not negative.");
  const priced = model === "flat" ? ({ model, amount: price } as const) : ({ model, unitPrice: price } as const);
  const { amount } = rateQuantity(priced, quantity, ZERO, standardRating);
  const factors = model === "flat" ? {} : { quantity: formatRational(quantity) };
  return { amount, derivation: { model, ...factors, price: formatRational(price) } };
};
