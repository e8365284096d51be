import {
  type Interval,
  invariant,
  localDayOf,
  type Money,
  money,
  ONE,
  type Period,
  type PlainDate,
  parseRational,
  type RoundingMode,
  type TimePoint,
  ZERO,
} from "@/server/kernel";
import {
  anniversaryGrid,
  type ChargeTerms,
  type SubscriptionLife,
  standardSubscriptionPolicy,
} from "@/server/subscriptions/core";
import { advanceLife, type LifeBasis, type ServiceLine, writeFactors } from "./life";

export type BillableCharge = {
  /** Whatever the caller knows the charge by; it comes back on the line. */
  readonly key: string;
  readonly kind: "recurring" | "one_time";
  readonly model: "flat" | "per_unit";
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
  readonly derivation: Readonly<Record<string, unknown>>;
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
  const byKey = new Map(state.charges.map((charge) => [charge.key, charge]));
  const { life, lines } = advanceLife(lifeOf(state), basisOf(state), onDay(throughDay));
  return {
    lines: lines.map((line) => {
      const charge = byKey.get(line.chargeKey);
      invariant(charge, `There is no charge ${line.chargeKey}.`);
      return toPlannedLine(line, charge, state.currency);
    }),
    chargedThrough: new Map(
      lines.flatMap(({ chargeKey }) => {
        const through = life.chargedThrough[chargeKey];
        return through ? [[chargeKey, dayOf(through)] as const] : [];
      }),
    ),
  };
};

const onDay = (day: PlainDate): TimePoint => ({ kind: "day", day });
// Whatever is planned here is planned in days, and a day is the same day in every zone.
const zoneOfDays = "UTC";
const dayOf = (point: TimePoint): PlainDate => localDayOf(point, zoneOfDays);

const basisOf = ({ currency, rounding }: BillingState): LifeBasis => ({
  currency,
  zone: zoneOfDays,
  policy: { ...standardSubscriptionPolicy, rounding },
  taxPercent: null,
  closesAt: null,
  events: [],
});

const monthly: Interval = { unit: "month", count: 1 };

const lifeOf = ({ anchor, charges }: BillingState): SubscriptionLife => {
  const interval = charges.find((charge) => charge.interval)?.interval ?? monthly;
  const startsAt = onDay(charges[0]?.effectiveFrom ?? anchor);
  const end = charges.find(({ effectiveUntil }) => effectiveUntil)?.effectiveUntil;
  return {
    id: "",
    status: "active",
    plan: { key: "", interval, trialDays: 0, terms: null, charges: charges.map(toTerms) },
    quantity: ONE,
    overrides: {},
    coupons: [],
    billingDay: null,
    startsAt,
    paidFrom: startsAt,
    endsAt: end ? onDay(end) : null,
    grids: { grid: anniversaryGrid(interval, onDay(anchor)), next: null },
    runsFrom: startsAt,
    runsBy: "start",
    turnedAt: null,
    hasBilled: false,
    lineCount: 0,
    settledThrough: startsAt,
    chargedThrough: Object.fromEntries(
      charges.flatMap(({ key, chargedThrough }) => (chargedThrough ? [[key, onDay(chargedThrough)] as const] : [])),
    ),
    billed: [],
    waiting: [],
  };
};

const toTerms = ({ key, kind, model, quantity, unitPrice }: BillableCharge): ChargeTerms => {
  const price = parseRational(unitPrice);
  const count = parseRational(quantity);
  invariant(count.n >= 0n, "A quantity is not negative.");
  return {
    key,
    kind,
    timing: "in_advance",
    price: model === "flat" ? { model, amount: price } : { model, unitPrice: price },
    quantity: count,
    meter: null,
    included: ZERO,
  };
};

const toPlannedLine = (line: ServiceLine, { quantity, unitPrice }: BillableCharge, currency: string): PlannedLine => ({
  chargeKey: line.chargeKey,
  kind: "charge",
  servicePeriod: { start: dayOf(line.period.start), end: dayOf(line.period.end) },
  quantity,
  unitPrice,
  net: money(line.amountMinor, currency),
  derivation: writeFactors(line.factors),
});
