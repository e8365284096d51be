import { multiplyRationals, parseRational, type Rational, type Span, type TimePoint } from "@/server/kernel";
import { type DrawnUnits, drawUnits } from "@/server/rating/core";
import { type ChargeTerms, nextBoundary, type SubscriptionLife } from "@/server/subscriptions/core";
import type { LifeBasis } from "./life-basis";
import { ratioOf, type TakenShare } from "./line-factors";

export type UsedIncluded = {
  readonly charge: ChargeTerms;
  readonly used: Rational;
  readonly period: Span;
  /** The share of its whole period that units are granted for. */
  readonly served: TakenShare | null;
  readonly carried: SubscriptionLife["carried"];
};

/**
 * What usage draws from the units that go on of a charge and from those of its period; null where none go on. A part of a
 * period is granted its share of them, so that however often a period is cut, no more is granted than it includes.
 */
export const drawIncluded = (
  { charge, used, period, served, carried }: UsedIncluded,
  { grids }: Pick<SubscriptionLife, "grids">,
  { zone }: LifeBasis,
): DrawnUnits | null => {
  const { rollover, included, key } = charge;
  if (!rollover) return null;
  const units = multiplyRationals(included, ratioOf(served));
  const until = rollover.periods === undefined ? null : endAfter(grids, period.start, rollover.periods, zone);
  const unitsMax = rollover.units === undefined ? null : parseRational(rollover.units);
  return drawUnits({ parcels: carried[key] ?? [], grant: { units, until }, used, period, unitsMax }, zone);
};

/** The end of the last of so many periods after the one that a point lies in. */
const endAfter = (grids: SubscriptionLife["grids"], point: TimePoint, periods: number, zone: string): TimePoint => {
  let end = nextBoundary(grids, point, zone);
  for (let following = 0; following < periods; following += 1) end = nextBoundary(grids, end, zone);
  return end;
};
