import { exactMinor, maxRational, ONE, percentOf, type Rational, subtractRationals, ZERO } from "@/server/kernel";
import { rateQuantity, standardRating } from "@/server/rating/core";
import type { ChargeTerms, Coupon, SubscriptionLife } from "@/server/subscriptions/core";
import type { LifeBasis } from "./life-basis";

const takeCoupon = (leftMinor: Rational, { kind, value }: Coupon): Rational => {
  const off = kind === "percent" ? percentOf(value, leftMinor) : value;
  return maxRational(ZERO, subtractRationals(leftMinor, off));
};

/** What a recurring or one-time charge comes to for a whole period, after the coupons, exact and in minor units. */
export const priceOfCharge = (
  life: Pick<SubscriptionLife, "quantity" | "overrides" | "coupons">,
  charge: ChargeTerms,
  { currency }: Pick<LifeBasis, "currency">,
): Rational => {
  const price = life.overrides[charge.key] ?? charge.price;
  const { amount } = rateQuantity(price, charge.isFixed ? ONE : life.quantity, charge.included, standardRating);
  return life.coupons.reduce(takeCoupon, exactMinor(amount, currency));
};

/** What a quantity of usage comes to: included units first; no coupon reaches it. */
export const priceOfUsage = (
  life: Pick<SubscriptionLife, "overrides">,
  charge: ChargeTerms,
  quantity: Rational,
  { currency }: Pick<LifeBasis, "currency">,
): Rational => {
  const price = life.overrides[charge.key] ?? charge.price;
  return exactMinor(rateQuantity(price, quantity, charge.included, standardRating).amount, currency);
};
