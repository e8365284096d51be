import { DomainError, instantOf, multiplyRationals, type Rational, rational, type Span } from "@/server/kernel";
import { type ChargePrice, type EventTally, isOfEvents, tallyEvents } from "@/server/rating/core";
import type { MeterRule } from "@/server/subscriptions/core";
import { type AggregatedUsage, aggregateUsage, eventsWithin, levelBefore } from "@/server/usage/core";
import type { CountedUsage } from "./counted-usage";
import type { LifeBasis, MeteredEvent } from "./life-basis";

/** A part of a period, and the whole one that levels are weighted by. */
export type MeasuredSpan = { readonly period: Span; readonly whole: Span };

/** What was used in a part of a period: a quantity, and the events sorted where they are priced one at a time. */
export const measureUsage = (
  price: ChargePrice,
  meter: MeterRule,
  span: MeasuredSpan,
  basis: LifeBasis,
): { readonly quantity: Rational; readonly tally?: EventTally; readonly counted?: CountedUsage } => {
  const { quantity, closing } = aggregated(meter, span, basis);
  if (isOfEvents(price)) {
    return { quantity, tally: tallyEvents(price, eventsWithin(eventsOf(meter, basis), span.period, basis.zone)) };
  }
  if (meter.aggregation === "count_unique") {
    const events = eventsWithin(eventsOf(meter, basis), span.period, basis.zone);
    return { quantity, counted: { kind: "keys", events: BigInt(events.length) } };
  }
  if (meter.aggregation !== "weighted_sum") return { quantity };
  const ofSeconds = secondsOf(span.whole, basis.zone);
  const unitSeconds = multiplyRationals(quantity, ofSeconds);
  return {
    quantity,
    counted: { kind: "level", opened: openedAt(meter, span, basis), closed: closing, unitSeconds, ofSeconds },
  };
};

const millisecondsPerSecond = 1000n;

const secondsOf = ({ start, end }: Span, zone: string): Rational =>
  rational(BigInt(instantOf(end, zone).getTime() - instantOf(start, zone).getTime()), millisecondsPerSecond);

const eventsOf = ({ key }: MeterRule, { events }: LifeBasis): MeteredEvent[] =>
  events.filter(({ meter }) => meter === key);

const openedAt = (meter: MeterRule, { period }: MeasuredSpan, basis: LifeBasis): Rational =>
  levelBefore(eventsOf(meter, basis), period.start, basis.zone);

export const quantityUsed = (meter: MeterRule, span: MeasuredSpan, basis: LifeBasis): Rational =>
  aggregated(meter, span, basis).quantity;

const aggregated = (meter: MeterRule, span: MeasuredSpan, basis: LifeBasis): AggregatedUsage => {
  const { aggregation } = meter;
  const events = eventsOf(meter, basis);
  requireCountable(meter, eventsWithin(events, span.period, basis.zone));
  return aggregateUsage(events, span.period, {
    aggregation,
    zone: basis.zone,
    serviceEnd: null,
    opening: { level: aggregation === "weighted_sum" ? openedAt(meter, span, basis) : null, keys: [] },
    bucket: "day",
    dropsRemoved: false,
    weightUnit: "period",
    weightBasis: "second",
    wholePeriod: span.whole,
  });
};

// A charge says itself how its meter is counted; what its events do not tell would be billed as nothing.
const requireCountable = ({ key, aggregation }: MeterRule, events: readonly MeteredEvent[]): void => {
  if (aggregation === "count_unique" && events.some((event) => event.key === null)) {
    throw otherMeter(key, "counts different keys, and its events name none");
  }
  if (aggregation !== "weighted_sum" && events.some(({ op }) => op === "set")) {
    throw otherMeter(key, "does not weigh a level, and its events set one");
  }
};

const otherMeter = (key: string, what: string): DomainError =>
  new DomainError(
    "invalid_state",
    "usage.meter_differs",
    `A charge of the meter ${key} ${what}. Publish a version that counts as the meter does, and move the subscription to it.`,
    { field: "meter" },
  );
