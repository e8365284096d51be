import { ONE, parseRational, plainDate, type TimePoint, ZERO } from "@/server/kernel";
import type { ChargePrice } from "@/server/rating/core";
import {
  type ChangePlan,
  type ChargeTerms,
  type PlanTerms,
  type SubscriptionChange,
  type SubscriptionLife,
  standardSubscriptionPolicy,
  startLife,
} from "@/server/subscriptions/core";
import { advanceLife } from "./advance-life";
import type { BilledLife, LifeBasis, ServiceLine } from "./life-basis";
import { requestChange } from "./request-change";

/** For tests: a subscription at 9.00 a month, asked for changes on days of UTC. */
export const standard = standardSubscriptionPolicy;

export const basis = (change: Partial<LifeBasis> = {}): LifeBasis => ({
  currency: "EUR",
  zone: "UTC",
  policy: standard,
  taxPercent: null,
  closesAt: null,
  events: [],
  ...change,
});

export const on = (day: string): TimePoint => ({ kind: "day", day: plainDate(day) });
export const unitPrice = (price: string): ChargePrice => ({ model: "per_unit", unitPrice: parseRational(price) });

export const charge = (change: Partial<ChargeTerms> = {}): ChargeTerms => ({
  key: "fee",
  kind: "recurring",
  timing: "in_advance",
  price: unitPrice("9"),
  quantity: null,
  meter: null,
  included: ZERO,
  ...change,
});

export const plan = (key: string, charges: readonly ChargeTerms[], change: Partial<PlanTerms> = {}): PlanTerms => ({
  key,
  interval: { unit: "month", count: 1 },
  trialDays: 0,
  terms: null,
  charges,
  ...change,
});

export const nine = plan("nine", [charge()]);
export const twentyNine = plan("twenty-nine", [charge({ price: unitPrice("29") })]);

export const start = (terms: PlanTerms, day: string, given: LifeBasis = basis(), billingDay: number | null = null) =>
  startLife(
    {
      id: "sub",
      plan: terms,
      quantity: ONE,
      startsAt: on(day),
      billingDay,
      coupons: [],
      overrides: {},
      skipsTrial: false,
    },
    given.policy,
    given.zone,
  );

export const changeTo = (terms: PlanTerms): ChangePlan => ({
  kind: "change_plan",
  plan: terms,
  quantity: null,
  billingDay: null,
  coupons: null,
  overrides: null,
  restarts: false,
  skipsTrial: false,
});

export type When = { readonly effective?: string; readonly atPeriodEnd?: boolean; readonly by?: LifeBasis };

export const request = (
  life: SubscriptionLife,
  change: SubscriptionChange,
  day: string,
  { effective, atPeriodEnd = false, by = basis() }: When = {},
): BilledLife => {
  const asked = { change, effective: effective ? on(effective) : null, isAtPeriodEnd: atPeriodEnd, position: 1 };
  const changed = requestChange(life, asked, on(day), by);
  const after = advanceLife(changed.life, by, on(day));
  return { life: after.life, lines: [...changed.lines, ...after.lines] };
};

export const tell = ({ kind, chargeKey, period, amountMinor }: ServiceLine): string => {
  const day = (point: TimePoint) => (point.kind === "day" ? point.day : point.at.toISOString());
  return `${kind} ${chargeKey} ${day(period.start)} ${day(period.end)} ${amountMinor}`;
};

export const april = (): SubscriptionLife => advanceLife(start(nine, "2027-04-01"), basis(), on("2027-04-01")).life;
