import { addMonthsFromAnchor, localDayOf, onDay, type TimePoint } from "@/server/kernel";
import type { Coupon } from "@/server/subscriptions/core";

/** A coupon as it is given: without months it lasts as long as the subscription. */
export type GivenCoupon = Omit<Coupon, "until"> & { readonly lastsMonths?: number | null };

/** Coupons with the point at which each ends, counted from where paid service begins. */
export const lastingFrom = (coupons: readonly GivenCoupon[], paidFrom: TimePoint, zone: string): Coupon[] =>
  coupons.map(({ key, kind, value, lastsMonths }) => ({
    ...{ key, kind, value },
    ...(lastsMonths
      ? { until: onDay(paidFrom, addMonthsFromAnchor(localDayOf(paidFrom, zone), lastsMonths), zone) }
      : {}),
  }));
