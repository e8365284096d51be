import { addMonthsFromAnchor, localDayOf, onDay, rational, type TimePoint } from "@/server/kernel";
import { type CouponTerms, writeList } from "@/server/promotions/core";
import type { Coupon, SoldPlan } from "@/server/subscriptions/core";
import { type OrderRefusal, refuse } from "./order-refusal";

type Lasting = {
  readonly key: string;
  /** Without months it lasts as long as the subscription. */
  readonly lastsMonths?: number | null;
};

/** A coupon as it is given. */
export type GivenCoupon = CouponTerms & Lasting;

/** What it takes off in one currency. */
export type GivenDiscount = Omit<Coupon, "until"> & Lasting;

export type TrialCoupon = { readonly key: string; readonly days: number };

export type TakenCoupons = {
  readonly ok: true;
  readonly discounts: readonly GivenDiscount[];
  readonly trials: readonly TrialCoupon[];
};

/** What coupons give in a currency, in their order. Refuses an amount that has none in it. */
export const takeCoupons = (coupons: readonly GivenCoupon[], currency: string): TakenCoupons | OrderRefusal => {
  const discounts: GivenDiscount[] = [];
  const trials: TrialCoupon[] = [];
  for (const coupon of coupons) {
    const { key, lastsMonths = null } = coupon;
    if (coupon.kind === "trial") trials.push({ key, days: coupon.days });
    if (coupon.kind === "percent") discounts.push({ key, kind: coupon.kind, value: coupon.value, lastsMonths });
    if (coupon.kind !== "amount") continue;
    const minor = coupon.amounts[currency];
    if (minor === undefined) {
      const currencies = writeList(Object.keys(coupon.amounts).sort(), "and");
      return refuse("coupon_not_in_currency", { coupon: key, currency, currencies });
    }
    discounts.push({ key, kind: coupon.kind, value: rational(minor), lastsMonths });
  }
  return { ok: true, discounts, trials };
};

/** Refuses a coupon for a trial where there is none that could be longer. */
export const refuseWithoutTrial = (
  { trials: [first] }: TakenCoupons,
  sold: readonly SoldPlan[],
  skipsTrial: boolean,
): OrderRefusal | null => {
  const hasTrial = !skipsTrial && hasTrialOf(sold.map(({ plan }) => plan));
  return first && !hasTrial ? refuse("coupon_needs_trial", { coupon: first.key }) : null;
};

/** Whether the plan that is no add-on begins with a trial. */
export const hasTrialOf = (plans: readonly Pick<SoldPlan["plan"], "isAddOn" | "trialDays">[]): boolean =>
  ((plans.find(({ isAddOn }) => !isAddOn) ?? plans[0])?.trialDays ?? 0) > 0;

/** Discounts with the point at which each ends, counted from where paid service begins. */
export const lastingFrom = (discounts: readonly GivenDiscount[], paidFrom: TimePoint, zone: string): Coupon[] =>
  discounts.map(({ key, kind, value, lastsMonths }) => ({
    ...{ key, kind, value },
    ...(lastsMonths
      ? { until: onDay(paidFrom, addMonthsFromAnchor(localDayOf(paidFrom, zone), lastsMonths), zone) }
      : {}),
  }));
