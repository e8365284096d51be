import { type LifeBasis, priceOfCharge, termsAfter } from "@/server/billing/core";
import { compareRationals, multiplyRationals, type Rational, sumRationals, timesInMonth } from "@/server/kernel";
import type { SubscriptionChange, SubscriptionLife } from "@/server/subscriptions/core";

export type ChangeDirection = "upgrade" | "downgrade";

/**
 * Whether a subscription costs less a month by what recurs of it once a change is taken, coupons taken off: a downgrade.
 * What costs as much as before is an upgrade; what rests or ends a service is a downgrade, and what begins it again is not.
 */
export const directionOf = (life: SubscriptionLife, change: SubscriptionChange, basis: LifeBasis): ChangeDirection => {
  if (change.kind === "cancel" || change.kind === "pause") return "downgrade";
  const after = monthlyPrice({ ...life, ...termsAfter(life, change) }, basis);
  return compareRationals(after, monthlyPrice(life, basis)) < 0 ? "downgrade" : "upgrade";
};

const monthlyPrice = (life: SubscriptionLife, basis: LifeBasis): Rational =>
  multiplyRationals(
    sumRationals(
      life.plan.charges.filter(({ kind }) => kind === "recurring").map((charge) => priceOfCharge(life, charge, basis)),
    ),
    timesInMonth(life.plan.interval),
  );
