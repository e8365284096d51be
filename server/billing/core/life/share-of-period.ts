import { isSameSpan, type Span } from "@/server/kernel";
import { measureShare } from "@/server/rating/core";
import type { LifeBasis } from "./life-basis";
import type { TakenShare } from "./line-factors";

/** The share of a period that a part of it takes; the whole of it has none, for it is one on every basis. */
export const shareOfPeriod = (period: Span, part: Span, { zone, policy }: LifeBasis): TakenShare | null =>
  isSameSpan(period, part, zone)
    ? null
    : { ...measureShare(period, part, zone, policy.proration), basis: policy.proration.basis };
