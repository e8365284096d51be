import { addDaysToPoint, comparePoints, type TimePoint } from "@/server/kernel";
import type { Coupon, SubscriptionLife } from "@/server/subscriptions/core";
import { advanceLife, andThen, type BilledLife, type LifeBasis } from "./life";

/** The first point before another at which a coupon of a life ends. */
const firstEnd = ({ coupons }: SubscriptionLife, point: TimePoint, zone: string): TimePoint | null =>
  coupons
    .flatMap(({ until }) => (until && comparePoints(until, point, zone) <= 0 ? [until] : []))
    .toSorted((a, b) => comparePoints(a, b, zone))[0] ?? null;

const lasts = ({ until }: Coupon, point: TimePoint, zone: string): boolean =>
  !until || comparePoints(until, point, zone) > 0;

/**
 * A subscription's life up to a point, its coupons taken off as long as each lasts: a period in advance that starts before the
 * end of a coupon has it to its own end, one that starts there or later has not.
 */
export const advanceService = (given: SubscriptionLife, basis: LifeBasis, point: TimePoint): BilledLife => {
  const { zone } = basis;
  let state: BilledLife = { life: given, lines: [] };
  for (;;) {
    const end = firstEnd(state.life, point, zone);
    if (!end) break;
    const before = justBefore(end, zone);
    state = andThen(state, (life) => advanceLife(life, basis, before));
    const { life, lines } = state;
    state = { lines, life: { ...life, coupons: life.coupons.filter((coupon) => lasts(coupon, end, zone)) } };
  }
  return andThen(state, (life) => advanceLife(life, basis, point));
};

const justBefore = (point: TimePoint, zone: string): TimePoint =>
  point.kind === "day" ? addDaysToPoint(point, -1, zone) : { kind: "instant", at: new Date(point.at.getTime() - 1) };
