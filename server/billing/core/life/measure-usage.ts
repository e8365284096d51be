import type { Rational, Span } from "@/server/kernel";
import { type ChargePrice, type EventTally, isOfEvents, tallyEvents } from "@/server/rating/core";
import type { MeterRule } from "@/server/subscriptions/core";
import { aggregateUsage, eventsWithin } from "@/server/usage/core";
import type { LifeBasis, MeteredEvent } from "./life-basis";

/** What was used in a part of a period: a quantity, and the events sorted where they are priced one at a time. */
export const measureUsage = (
  price: ChargePrice,
  meter: MeterRule,
  period: Span,
  basis: LifeBasis,
): { readonly quantity: Rational; readonly tally?: EventTally } => {
  const quantity = quantityUsed(meter, period, basis);
  if (!isOfEvents(price)) return { quantity };
  return { quantity, tally: tallyEvents(price, eventsWithin(eventsOf(meter, basis), period, basis.zone)) };
};

const eventsOf = ({ key }: MeterRule, { events }: LifeBasis): MeteredEvent[] =>
  events.filter(({ meter }) => meter === key);

export const quantityUsed = (meter: MeterRule, period: Span, basis: LifeBasis): Rational =>
  aggregateUsage(eventsOf(meter, basis), period, {
    aggregation: meter.aggregation,
    zone: basis.zone,
    serviceEnd: null,
    opening: { level: null, keys: [] },
    bucket: "day",
    dropsRemoved: false,
    weightUnit: "period",
    weightBasis: "second",
  }).quantity;
