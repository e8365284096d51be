import { comparePoints, type Interval, type TimePoint } from "@/server/kernel";
import {
  anchorDayGrid,
  anniversaryGrid,
  type BillingGrid,
  type BillingGrids,
  type ChangePlan,
  dayOfGrid,
  hasMonths,
  type SubscriptionLife,
} from "@/server/subscriptions/core";
import type { LifeBasis } from "./life-basis";

/**
 * The grids from a change or a credited pause on: a billing day that was moved before holds from there, and not only
 * from the end of the billed period; one that was moved after the point keeps its own beginning.
 */
export const gridsFrom = (life: SubscriptionLife, at: TimePoint, zone: string): BillingGrids => {
  const { next } = life.grids;
  if (!next || comparePoints(at, next.movedAt, zone) < 0) return life.grids;
  const isTaken = comparePoints(next.from, at, zone) <= 0;
  return { grid: isTaken ? next.grid : { ...next.grid, base: at }, next: null };
};

/** A grid on the billing day that begins at the point, where the policy begins it anew; or else null. */
export const rebasedGrid = (life: SubscriptionLife, at: TimePoint, { policy }: LifeBasis): BillingGrid | null => {
  const { interval } = life.plan;
  if (!policy.rebase || life.billingDay === null || !hasMonths(interval)) return null;
  return anchorDayGrid(interval, at, life.billingDay);
};

export type GridChange = { readonly grids: BillingGrids; readonly billingDay: number | null };

/** Where the boundaries of a subscription lie once its plan has changed, and its billing day from then on. */
export const gridAfterChange = (
  life: SubscriptionLife,
  change: ChangePlan,
  at: TimePoint,
  basis: LifeBasis,
): GridChange => {
  const { interval } = change.plan;
  const billingDay = change.billingDay ?? life.billingDay;
  const restarted = { grids: only(anniversaryGrid(interval, at)), billingDay: null };
  if (change.restarts) return restarted;
  const isRebased = change.billingDay !== null || basis.policy.rebase;
  if (isRebased && billingDay !== null && hasMonths(interval)) {
    return { grids: only(anchorDayGrid(interval, at, billingDay)), billingDay };
  }
  if (isSameInterval(interval, life.plan.interval)) return { grids: gridsFrom(life, at, basis.zone), billingDay };
  if (basis.policy.intervalChange === "restart") return restarted;
  return { grids: only(keptGrid(life, interval, at, basis)), billingDay };
};

const only = (grid: BillingGrid): BillingGrids => ({ grid, next: null });

const isSameInterval = (a: Interval, b: Interval): boolean => a.unit === b.unit && a.count === b.count;

const keptGrid = (life: SubscriptionLife, interval: Interval, at: TimePoint, { zone }: LifeBasis): BillingGrid => {
  if (!hasMonths(interval)) return anniversaryGrid(interval, at);
  if (life.billingDay !== null) return anchorDayGrid(interval, at, life.billingDay);
  if (!hasMonths(life.plan.interval)) return anniversaryGrid(interval, at);
  return anchorDayGrid(interval, at, dayOfGrid(life.grids.grid, zone));
};
