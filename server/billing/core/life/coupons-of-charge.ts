import {
  allocateUnits,
  exactMinor,
  maxRational,
  type Rational,
  rational,
  roundRational,
  standardAllocation,
  sumRationals,
  ZERO,
} from "@/server/kernel";
import { type ChargeTerms, type Coupon, isOnce, type SubscriptionLife } from "@/server/subscriptions/core";
import type { LifeBasis } from "./life-basis";
import { takeCoupon, workOutCharge } from "./line-factors";

export type OwnCoupon = Pick<Coupon, "kind" | "value">;

/**
 * The coupons of a subscription as one of its charges has them, in their order. A percentage is the same for each. An
 * amount is taken off each charge, or once off all that a period costs: then a charge has its share of it, in proportion
 * to what the coupons before have left of each, in whole minor units that add up to the amount.
 */
export const couponsOfCharge = (
  life: SubscriptionLife,
  charge: ChargeTerms,
  basis: LifeBasis,
): readonly OwnCoupon[] => {
  const { coupons } = life;
  const isShared = basis.policy.amountCoupons === "split" && coupons.some(({ kind }) => kind === "amount");
  if (!isShared) return coupons;
  const sharing = sharingCharges(life);
  const place = sharing.indexOf(charge);
  let left = sharing.map((one) => priceBefore(life, one, basis));
  return coupons.map((coupon) => {
    const parts = sharesOf(coupon, left);
    left = left.map((amount, at) => takeCoupon(amount, parts[at] ?? coupon));
    return parts[place] ?? unshared(coupon);
  });
};

/** A charge that has no part in an amount has all of a percentage. */
const unshared = (coupon: OwnCoupon): OwnCoupon =>
  coupon.kind === "percent" ? coupon : { kind: "amount", value: ZERO };

/** What a period costs, or, where nothing comes again, what is charged once; usage has no coupons. */
const sharingCharges = ({ plan: { charges } }: SubscriptionLife): readonly ChargeTerms[] => {
  const recurring = charges.filter(({ kind }) => kind === "recurring");
  return recurring.length > 0 ? recurring : charges.filter(isOnce);
};

const priceBefore = (life: SubscriptionLife, charge: ChargeTerms, { currency }: LifeBasis): Rational => {
  const { afterDiscount } = workOutCharge(
    {
      price: life.overrides[charge.key] ?? charge.price,
      quantity: charge.quantity ?? life.quantity,
      included: charge.included,
      ...(charge.options ? { options: charge.options } : {}),
      coupons: [],
    },
    currency,
  );
  return maxRational(ZERO, exactMinor(afterDiscount, currency));
};

const sharesOf = ({ kind, value }: OwnCoupon, left: readonly Rational[]): OwnCoupon[] => {
  if (kind === "percent") return left.map(() => ({ kind, value }));
  const total = sumRationals(left);
  if (total.n === 0n) return left.map(() => ({ kind, value: ZERO }));
  return allocateUnits(roundRational(value), left, standardAllocation).map((part) => ({
    kind,
    value: rational(part),
  }));
};
