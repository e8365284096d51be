import {
  addDaysToPoint,
  boundaryFromAnchor,
  comparePoints,
  DomainError,
  type Interval,
  localDayOf,
  onDay,
  periodContaining,
  type TimePoint,
} from "@/server/kernel";
import type { SubscriptionLife } from "./subscription-life";

/**
 * Where the next term ends. Terms are counted from the start, so that those of a month from 31 January end on the last
 * of each month; an end that lies on no such boundary is counted from itself.
 */
export const endOfNextTerm = (
  { paidFrom, startsAt }: Pick<SubscriptionLife, "paidFrom" | "startsAt">,
  endsAt: TimePoint,
  { unit, count }: Interval,
  zone: string,
): TimePoint => {
  const end = localDayOf(endsAt, zone);
  const one: Interval = { unit, count: 1 };
  for (const anchor of [paidFrom, startsAt]) {
    const day = localDayOf(anchor, zone);
    const { index, start } = periodContaining(day, one, end);
    if (start === end) return onDay(endsAt, boundaryFromAnchor(day, one, index + count), zone);
  }
  return onDay(endsAt, boundaryFromAnchor(end, one, count), zone);
};

/** Where a change takes effect that is asked for with the renewal. */
export const renewedFrom = ({ endsAt, renewal }: SubscriptionLife): TimePoint => {
  if (endsAt !== null && renewal !== null) return endsAt;
  throw withoutTerm("This subscription is not renewed. Let it change with its period, or on a day.");
};

const withoutTerm = (message: string): DomainError =>
  new DomainError("conflict", "subscription.no_term_end", message, { field: "when" });

/** Where a cancellation at the end of the term takes effect that is asked for now: a term later where notice is over. */
export const cancelableTermEnd = (life: SubscriptionLife, now: TimePoint, zone: string): TimePoint => {
  const { endsAt, renewal } = life;
  if (endsAt === null) throw withoutTerm("This subscription has no term. End it with its period, or on a day.");
  if (renewal === null) throw withoutTerm("This subscription ends with its term already.");
  const noticeBy = addDaysToPoint(endsAt, -renewal.noticeDays, zone);
  if (comparePoints(now, noticeBy, zone) <= 0) return endsAt;
  if (renewal.term === null) {
    throw withoutTerm(
      "The notice for this term is over, and it goes on without end. End it with a period, or on a day.",
    );
  }
  return endOfNextTerm(life, endsAt, renewal.term, zone);
};
