import { compareDays, type Interval, minDay, type PlainDate } from "@/server/kernel";

export type ChargeProgress = {
  readonly interval: Interval | null;
  readonly effectiveFrom: PlainDate;
  readonly effectiveUntil: PlainDate | null;
  readonly chargedThrough: PlainDate | null;
};

/** The day on which the next period in advance starts of any of the charges; none once all are billed to their end. */
export const nextBillingDay = (charges: readonly ChargeProgress[]): PlainDate | null => {
  const days = charges.map(nextDayOf).filter((day): day is PlainDate => day !== null);
  const [first, ...others] = days;
  return first ? minDay(first, ...others) : null;
};

const nextDayOf = ({ interval, effectiveFrom, effectiveUntil, chargedThrough }: ChargeProgress): PlainDate | null => {
  if (interval === null) return chargedThrough === null ? effectiveFrom : null;
  const next = chargedThrough ?? effectiveFrom;
  return effectiveUntil !== null && compareDays(next, effectiveUntil) >= 0 ? null : next;
};
