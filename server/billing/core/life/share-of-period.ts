import { divideRationals, isSameSpan, ONE, type Rational, type Span } from "@/server/kernel";
import { measureShare } from "@/server/rating/core";
import type { LifeBasis } from "./life-basis";

/** The share of a period that a part of it takes; the whole of it is one on every basis. */
export const shareOfPeriod = (period: Span, part: Span, { zone, policy }: LifeBasis): Rational => {
  if (isSameSpan(period, part, zone)) return ONE;
  const measured = measureShare(period, part, zone, policy.proration);
  return divideRationals(measured.part, measured.whole);
};
