import {
  advanceService,
  type LifeBasis,
  moveBillingDay,
  requestChange,
  requireStatus,
  type ServiceLine,
  undoCancel,
  undoChange,
} from "@/server/billing/core";
import type { PriceCustomer, RatePlan } from "@/server/catalog/core";
import { DomainError, formatRational, parseRational, type Rational, type TimePoint } from "@/server/kernel";
import {
  type ChangePlan,
  type ChangePrice,
  type Conventions,
  type Coupon,
  cancelableTermEnd,
  type PlanTerms,
  readPoint,
  renewedFrom,
  type SubscriptionChange,
  type SubscriptionLife,
  type SubscriptionPolicy,
  sellPlans,
  type WrittenRenewal,
} from "@/server/subscriptions/core";
import { agreedPrice, agreedRenewal } from "./agreed-terms";
import { type ChangeDirection, directionOf } from "./change-direction";
import type { OrderRefusal } from "./order-refusal";
import { negotiatedPrices, resolveRatePlans, toInterval } from "./resolve-rate-plans";
import type { ChangePlanAction, ChangePriceAction, SubscriptionAction, TimedAction, When } from "./subscription-action";

export type ChangeState = {
  readonly life: SubscriptionLife;
  readonly basis: LifeBasis;
  readonly conventions: Conventions;
  /** Published rate plans, every version. */
  readonly ratePlans: readonly RatePlan[];
  /** The coupons that the action names, in its order. */
  readonly coupons: readonly Coupon[];
  /** By what the prices of another plan are chosen. */
  readonly customer: PriceCustomer;
  /** The place of a change that waits, among those of its subscription. */
  readonly position: number;
};

export type PolicyTime = {
  readonly direction: ChangeDirection;
  /** Null where at once. */
  readonly from: TimePoint | null;
};

export type PlannedChange = {
  readonly ok: true;
  readonly life: SubscriptionLife;
  readonly lines: readonly ServiceLine[];
  /** Where the policy was asked for the time: what the change is by it, and from when on it holds. */
  readonly byPolicy: PolicyTime | null;
};

const untimed = { lines: [], byPolicy: null };

/**
 * What becomes of a subscription by an action, and the lines of it that are due now: the one function behind preview and
 * placing. What is charged anew is billed with the change, or left to the next run where the policy says so.
 */
export const planChange = (
  state: ChangeState,
  action: SubscriptionAction,
  now: TimePoint,
): PlannedChange | OrderRefusal => {
  const { life, basis } = state;
  switch (action.action) {
    case "undo_cancel":
      return { ok: true, life: undoCancel(life), ...untimed };
    case "undo_change":
      return { ok: true, life: undoChange(life, action.position), ...untimed };
    case "move_billing_day":
      return { ok: true, ...untimed, ...moveBillingDay(life, billingDay(action.day), now, basis) };
    case "apply_coupon":
      return { ok: true, life: applyCoupons(life, state.coupons), ...untimed };
    case "set_renewal":
      return { ok: true, life: setRenewal(life, action.renewal), ...untimed };
    default:
      return takeRequest(state, action, now);
  }
};

type Requested = TimedAction & { readonly replaces?: boolean };

const takeRequest = (state: ChangeState, action: Requested, now: TimePoint): PlannedChange | OrderRefusal => {
  const { basis, conventions, position } = state;
  // Before what is asked for is read: of what has ended there is nothing to change.
  requireStatus(state.life, action.action);
  const change = toChange(state, action);
  if ("ok" in change) return change;
  const life = action.replaces ? withoutScheduled(state.life) : state.life;
  const direction = action.when.kind === "by_direction" ? directionOf(life, change, basis) : null;
  const request = {
    change,
    effective: effectiveOf(action, state, now),
    isAtPeriodEnd: isAtPeriodEnd(action.when, direction, basis.policy),
    position,
  };
  const requested = requestChange(life, request, now, basis);
  const waiting = requested.life.waiting.find((one) => one.position === position);
  const byPolicy = direction && { direction, from: waiting?.at ?? null };
  if (waiting || conventions.documents.ordersBilled === "with_run") return { ok: true, ...requested, byPolicy };
  const advanced = advanceService(requested.life, basis, now);
  return { ok: true, life: advanced.life, lines: [...requested.lines, ...advanced.lines], byPolicy };
};

const isAtPeriodEnd = ({ kind }: When, direction: ChangeDirection | null, policy: SubscriptionPolicy): boolean => {
  if (direction === null) return kind === "period_end";
  return (direction === "upgrade" ? policy.upgrades : policy.downgrades) === "period_end";
};

/** Whoever agrees on something else for the future agrees that what waited falls away; what ends or rests it stays. */
const withoutScheduled = (life: SubscriptionLife): SubscriptionLife => ({
  ...life,
  waiting: life.waiting.filter(({ change: { kind } }) => kind === "cancel" || kind === "pause" || kind === "resume"),
});

const effectiveOf = ({ action, when }: Requested, { life, basis }: ChangeState, now: TimePoint): TimePoint | null => {
  if (when.kind === "on") return readPoint(when.at);
  if (when.kind !== "term_end") return null;
  return action === "cancel" ? cancelableTermEnd(life, now, basis.zone) : renewedFrom(life);
};

const toChange = (state: ChangeState, action: Requested): SubscriptionChange | OrderRefusal => {
  if (action.action === "change_plan") return toPlanChange(state, action);
  if (action.action === "change_price") return { kind: "change_price", prices: agreedPrices(state, action) };
  if (action.action === "change_quantity") return { kind: "change_quantity", quantity: quantityOf(action.quantity) };
  return { kind: action.action };
};

const toPlanChange = (
  { life, basis, ratePlans: published, coupons, customer }: ChangeState,
  action: ChangePlanAction,
): ChangePlan | OrderRefusal => {
  const wanted = action.ratePlans.map((plan) => ({
    ...plan,
    quantity: plan.quantity ?? formatRational(life.quantity),
  }));
  const soldTo = { ...customer, currency: basis.currency };
  const resolved = resolveRatePlans(published, { ratePlans: wanted, interval: action.interval }, soldTo);
  if (!resolved.ok) return resolved;
  const { plan, quantity } = sellPlans(resolved.ratePlans, basis.currency, toInterval(action.interval));
  return {
    kind: "change_plan",
    plan,
    quantity: action.ratePlans.every((one) => one.quantity === null) ? null : quantity,
    billingDay: action.billingDay === undefined || action.billingDay === null ? null : billingDay(action.billingDay),
    coupons: action.coupons === undefined ? null : coupons,
    overrides: action.prices === undefined ? null : negotiatedPrices(resolved.ratePlans, action.prices),
    restarts: action.restarts ?? false,
    skipsTrial: action.skipsTrial ?? false,
  };
};

/** The plan it has, and those that wait: a price may be agreed for a plan to come. */
const plansOf = ({ plan, waiting }: SubscriptionLife): PlanTerms[] => [
  plan,
  ...waiting.flatMap(({ change }) => (change.kind === "change_plan" ? [change.plan] : [])),
];

const agreedPrices = ({ life }: ChangeState, { prices }: ChangePriceAction): ChangePrice["prices"] => {
  const known = new Set(plansOf(life).flatMap(({ charges }) => charges.map(({ key }) => key)));
  const asked = Object.entries(prices);
  const unknown = asked.find(([id]) => !known.has(id));
  if (!unknown && asked.length > 0) {
    return Object.fromEntries(asked.map(([id, terms]) => [id, terms && agreedPrice(terms)]));
  }
  throw new DomainError(
    "invalid_input",
    "subscription.charge_unknown",
    "Give a price for at least one charge, and only for charges that the subscription has.",
    { field: "prices" },
  );
};

const quantityOf = (quantity: number | string): Rational => {
  const parsed = parseRational(String(quantity));
  if (parsed.n >= 0n) return parsed;
  throw new DomainError("invalid_input", "subscription.quantity", "Give a quantity of 0 or more.", {
    field: "quantity",
  });
};

const billingDay = (day: number): number => {
  if (Number.isInteger(day) && day >= 1 && day <= 31) return day;
  throw new DomainError("invalid_input", "subscription.billing_day", "Give a day of the month, from 1 to 31.", {
    field: "billingDay",
  });
};

const setRenewal = (life: SubscriptionLife, renewal: WrittenRenewal | null): SubscriptionLife => {
  requireStatus(life, "cancel");
  if (life.endsAt !== null) return { ...life, renewal: renewal && agreedRenewal(renewal) };
  throw new DomainError("conflict", "subscription.no_term", "This subscription has no term that could be renewed.", {
    field: "renewal",
  });
};

/** From the next line on; where none comes any more, there is nothing to take off. */
const applyCoupons = (life: SubscriptionLife, coupons: readonly Coupon[]): SubscriptionLife => ({
  ...life,
  coupons: [...life.coupons, ...coupons],
});
