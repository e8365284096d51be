import { addDaysToPoint, boundaryFromAnchor, localDayOf, onDay, type Rational, type TimePoint } from "@/server/kernel";
import { openGrid } from "./billing-grid";
import type { PlanTerms } from "./plan-terms";
import type { Coupon, PriceOverrides, SubscriptionLife } from "./subscription-life";
import type { SubscriptionPolicy } from "./subscription-policy";

export type NewSubscription = {
  readonly id: string;
  readonly plan: PlanTerms;
  readonly quantity: Rational;
  readonly startsAt: TimePoint;
  readonly billingDay: number | null;
  readonly coupons: readonly Coupon[];
  readonly overrides: PriceOverrides;
  readonly skipsTrial: boolean;
  /** How many days coupons add to its trial, if any do. */
  readonly addedTrialDays?: number;
};

/** How long a trial under a plan is: a plan without one has none that could be longer. */
export const trialLength = ({ trialDays }: PlanTerms, addedDays: number, skipsTrial: boolean): number =>
  skipsTrial || trialDays === 0 ? 0 : trialDays + addedDays;

/** Where service under a plan's terms ends: so many intervals after the paid start; null without terms. */
export const endOfTerms = ({ interval, terms }: PlanTerms, paidFrom: TimePoint, zone: string): TimePoint | null =>
  terms === null ? null : onDay(paidFrom, boundaryFromAnchor(localDayOf(paidFrom, zone), interval, terms), zone);

/** A subscription before its first day: in its trial, or waiting for its start. */
export const startLife = (
  { skipsTrial, addedTrialDays = 0, ...begun }: NewSubscription,
  policy: SubscriptionPolicy,
  zone: string,
): SubscriptionLife => {
  const { plan, startsAt, billingDay } = begun;
  const paidFrom = addDaysToPoint(startsAt, trialLength(plan, addedTrialDays, skipsTrial), zone);
  return {
    ...begun,
    status: "trialing",
    paidFrom,
    addedTrialDays,
    endsAt: endOfTerms(plan, paidFrom, zone),
    renewal: null,
    grids: { grid: openGrid(plan.interval, paidFrom, billingDay, policy.alignment), next: null },
    runsFrom: paidFrom,
    runsBy: "start",
    turnedAt: null,
    hasBilled: false,
    settledThrough: policy.trialUsage === "billed" ? startsAt : paidFrom,
    lineCount: 0,
    chargedThrough: {},
    carried: {},
    billed: [],
    waiting: [],
  };
};
