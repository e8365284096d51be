import {
  compareDays,
  daysInPeriod,
  type Interval,
  type Money,
  minDay,
  moneyFromRational,
  multiplyRationals,
  type Period,
  type PlainDate,
  periodContaining,
  type RoundingMode,
} from "@/server/kernel";
import { type ChargeModel, rateCharge, shareOfPeriod } from "@/server/rating/core";

export type BillableCharge = {
  /** Whatever the caller knows the charge by; it comes back on the line. */
  readonly key: string;
  readonly kind: "recurring" | "one_time";
  readonly model: ChargeModel;
  readonly interval: Interval | null;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly effectiveFrom: PlainDate;
  readonly effectiveUntil: PlainDate | null;
  readonly chargedThrough: PlainDate | null;
};

export type BillingState = {
  readonly currency: string;
  readonly anchor: PlainDate;
  readonly rounding: RoundingMode;
  readonly charges: readonly BillableCharge[];
};

export type PlannedLine = {
  readonly chargeKey: string;
  readonly kind: "charge";
  readonly servicePeriod: Period;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly net: Money;
  readonly derivation: Readonly<Record<string, string>>;
};

export type BillingPlan = {
  readonly lines: readonly PlannedLine[];
  /** Where each charge with a line stands once they are billed. */
  readonly chargedThrough: ReadonlyMap<string, PlainDate>;
};

/**
 * What should have been charged through a day, minus what was: every service period in advance that starts on or
 * before it. Asked twice for the same day, with the first plan's charged-through days taken over, it adds nothing.
 */
export const planBilling = (state: BillingState, throughDay: PlainDate): BillingPlan => {
  const lines: PlannedLine[] = [];
  const chargedThrough = new Map<string, PlainDate>();
  for (const charge of state.charges) {
    for (const due of duePeriods(state.anchor, charge, throughDay)) {
      lines.push(lineOf(state, charge, due));
      chargedThrough.set(charge.key, due.part.end);
    }
  }
  return { lines, chargedThrough };
};

type DuePeriod = { readonly part: Period; readonly full: Period | null };

const duePeriods = (anchor: PlainDate, charge: BillableCharge, throughDay: PlainDate): DuePeriod[] => {
  if (charge.interval === null) return dueOnce(charge, throughDay);
  const due: DuePeriod[] = [];
  let start = charge.chargedThrough ?? charge.effectiveFrom;
  while (compareDays(start, throughDay) <= 0 && !isOver(charge, start)) {
    const full = periodContaining(anchor, charge.interval, start);
    const end = charge.effectiveUntil ? minDay(full.end, charge.effectiveUntil) : full.end;
    due.push({ part: { start, end }, full: { start: full.start, end: full.end } });
    start = end;
  }
  return due;
};

const dueOnce = (charge: BillableCharge, throughDay: PlainDate): DuePeriod[] => {
  if (charge.chargedThrough !== null || compareDays(charge.effectiveFrom, throughDay) > 0) return [];
  return [{ part: { start: charge.effectiveFrom, end: charge.effectiveFrom }, full: null }];
};

const isOver = (charge: BillableCharge, day: PlainDate): boolean =>
  charge.effectiveUntil !== null && compareDays(day, charge.effectiveUntil) >= 0;

const lineOf = (state: BillingState, charge: BillableCharge, { part, full }: DuePeriod): PlannedLine => {
  const rating = rateCharge(charge);
  const isStub = full !== null && daysInPeriod(part) !== daysInPeriod(full);
  const amount = isStub ? multiplyRationals(rating.amount, shareOfPeriod(part, full)) : rating.amount;
  const days = isStub ? { days: String(daysInPeriod(part)), of_days: String(daysInPeriod(full)) } : {};
  return {
    chargeKey: charge.key,
    kind: "charge",
    servicePeriod: part,
    quantity: charge.quantity,
    unitPrice: charge.unitPrice,
    net: moneyFromRational(amount, state.currency, state.rounding),
    derivation: { ...rating.derivation, ...days, rounding: state.rounding },
  };
};
