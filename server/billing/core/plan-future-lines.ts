import { comparePoints, localDayOf, type PlainDate, type TimePoint } from "@/server/kernel";
import type { SubscriptionLife } from "@/server/subscriptions/core";
import { advanceService } from "./advance-service";
import { type LifeBasis, nextDue, type ServiceLine } from "./life";

export type FutureLines = { readonly on: PlainDate; readonly lines: readonly ServiceLine[] };

// What never bills anything must not be looked at for ever: a free plan by the day has 366 steps a year.
const stepsMax = 1_200;

/** The lines of the next billing days of a life, if nothing else is asked of it: those that come to something. */
export const planFutureLines = (life: SubscriptionLife, basis: LifeBasis, count: number): FutureLines[] => {
  const found: FutureLines[] = [];
  let current = life;
  let before: TimePoint | null = null;
  for (let step = 0; step < stepsMax && found.length < count; step += 1) {
    const at = nextDue(current, basis.zone);
    if (!at || (before && comparePoints(at, before, basis.zone) <= 0)) break;
    const { life: after, lines } = advanceService(current, basis, at);
    if (lines.length > 0) found.push({ on: localDayOf(at, basis.zone), lines });
    [current, before] = [after, at];
  }
  return found;
};
