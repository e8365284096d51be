import { type BillableCharge, type NamedLine, type PlannedLine, planBilling } from "@/server/billing/core";
import { type Charge, findPrice, type IntervalName, isPerUnit, type RatePlan } from "@/server/catalog/core";
import {
  addMonthsFromAnchor,
  compareDays,
  invariant,
  type PlainDate,
  parseRational,
  type RoundingMode,
} from "@/server/kernel";
import { chooseSeller, type Market } from "@/server/sellers/core";
import type { CreateSubscription, DraftRatePlan, OrderDraft } from "./order-draft";

export type OrderState = {
  /** Published rate plans, every version. */
  readonly ratePlans: readonly RatePlan[];
  readonly rounding: RoundingMode;
};

export type PlannedCharge = BillableCharge & { readonly ratePlan: RatePlan; readonly charge: Charge };

export type PlannedSubscription = {
  readonly startOn: PlainDate;
  readonly anchorOn: PlainDate;
  readonly endOn: PlainDate | null;
  readonly charges: readonly PlannedCharge[];
  readonly chargedThrough: ReadonlyMap<string, PlainDate>;
};

export type OrderLine = NamedLine;

/** Lines that fall due on a day to come, if nothing changes. */
export type FutureLines = { readonly on: PlainDate; readonly lines: readonly OrderLine[] };

export type OrderPlan = {
  readonly ok: true;
  readonly market: Market;
  readonly currency: string;
  readonly effectiveOn: PlainDate;
  readonly subscription: PlannedSubscription;
  readonly lines: readonly OrderLine[];
  readonly future: readonly FutureLines[];
};

export type OrderRefusal = {
  readonly ok: false;
  readonly refusal:
    | "country_not_served"
    | "currency_not_sold"
    | "nothing_ordered"
    | "rate_plan_unknown"
    | "rate_plan_twice"
    | "quantity_out_of_range"
    | "price_missing"
    | "add_on_needs_plan";
  readonly details: Readonly<Record<string, string | number>>;
};

/**
 * The one function that turns order actions into lines: what is due on the day, and what falls due at the first
 * renewal. It decides on the state given and changes nothing.
 */
export const planOrder = (state: OrderState, draft: OrderDraft, day: PlainDate): OrderPlan | OrderRefusal => {
  const choice = chooseSeller(draft.buyer.country, draft.currency);
  if (!choice.ok) return refuse(choice.refusal, { country: draft.buyer.country, currency: draft.currency ?? "" });
  const [action, another] = draft.actions;
  if (!action || another || action.ratePlans.length === 0) return refuse("nothing_ordered", {});
  const resolved = resolveRatePlans(state, action, choice.currency);
  if (!resolved.ok) return resolved;
  const endOn = action.termMonths ? addMonthsFromAnchor(day, action.termMonths) : null;
  const charges = resolved.ratePlans.flatMap(({ plan, quantity }) =>
    plan.charges.map((charge) =>
      toPlannedCharge({ plan, charge, quantity, day, endOn, currency: choice.currency, interval: action.interval }),
    ),
  );
  return {
    ok: true,
    market: choice.market,
    currency: choice.currency,
    effectiveOn: day,
    ...billFirst({
      charges,
      currency: choice.currency,
      rounding: state.rounding,
      day,
      endOn,
      interval: action.interval,
    }),
  };
};

const refuse = (refusal: OrderRefusal["refusal"], details: OrderRefusal["details"]): OrderRefusal => ({
  ok: false,
  refusal,
  details,
});

type ResolvedPlan = { readonly plan: RatePlan; readonly quantity: number };

const resolveRatePlans = (
  state: OrderState,
  action: CreateSubscription,
  currency: string,
): { readonly ok: true; readonly ratePlans: readonly ResolvedPlan[] } | OrderRefusal => {
  const ratePlans: ResolvedPlan[] = [];
  for (const wanted of action.ratePlans) {
    const plan = state.ratePlans.find((candidate) => isWanted(candidate, wanted));
    if (!plan) return refuse("rate_plan_unknown", { ratePlan: wanted.key });
    if (ratePlans.some((other) => other.plan.id === plan.id))
      return refuse("rate_plan_twice", { ratePlan: wanted.key });
    const refusal = checkRatePlan(plan, wanted, action.interval, currency);
    if (refusal) return refusal;
    ratePlans.push({ plan, quantity: wanted.quantity });
  }
  const hasPaidBase = ratePlans.some(({ plan }) => !plan.isAddOn && isPaid(plan, currency, action.interval));
  if (!hasPaidBase && ratePlans.some(({ plan }) => plan.isAddOn)) return refuse("add_on_needs_plan", {});
  return { ok: true, ratePlans };
};

const isWanted = (plan: RatePlan, { key, version }: DraftRatePlan): boolean =>
  plan.key === key && (version === undefined ? plan.isOnSale : plan.version === version);

const isPaid = (plan: RatePlan, currency: string, interval: IntervalName): boolean =>
  plan.charges.some((charge) => {
    const price = findPrice(charge, currency, interval);
    return price !== null && parseRational(price.amount).n > 0n;
  });

const checkRatePlan = (
  plan: RatePlan,
  wanted: DraftRatePlan,
  interval: IntervalName,
  currency: string,
): OrderRefusal | null => {
  const { quantityMin: min, quantityMax: max } = plan;
  if (!Number.isInteger(wanted.quantity) || wanted.quantity < min || wanted.quantity > max) {
    return refuse("quantity_out_of_range", { ratePlan: plan.key, min, max });
  }
  const missing = plan.charges.some((charge) => findPrice(charge, currency, interval) === null);
  return missing ? refuse("price_missing", { ratePlan: plan.key, currency }) : null;
};

type ChargeToPlan = ResolvedPlan & {
  readonly charge: Charge;
  readonly day: PlainDate;
  readonly endOn: PlainDate | null;
  readonly currency: string;
  readonly interval: IntervalName;
};

const toPlannedCharge = ({ plan, charge, quantity, day, endOn, currency, interval }: ChargeToPlan): PlannedCharge => {
  const price = findPrice(charge, currency, interval);
  invariant(price, "A rate plan without a price was let through.");
  return {
    key: charge.id,
    kind: charge.kind,
    model: charge.model,
    interval: price.interval,
    quantity: String(isPerUnit(plan) ? quantity : 1),
    unitPrice: price.amount,
    effectiveFrom: day,
    effectiveUntil: charge.kind === "recurring" ? endOn : null,
    chargedThrough: null,
    ratePlan: plan,
    charge,
  };
};

type FirstBilling = {
  readonly charges: readonly PlannedCharge[];
  readonly currency: string;
  readonly rounding: RoundingMode;
  readonly day: PlainDate;
  readonly endOn: PlainDate | null;
  readonly interval: IntervalName;
};

const billFirst = ({ charges, currency, rounding, day, endOn, interval }: FirstBilling) => {
  const base = { currency, rounding, anchor: day };
  const now = planBilling({ ...base, charges }, day);
  const billed = charges.map((charge) => ({ ...charge, chargedThrough: now.chargedThrough.get(charge.key) ?? null }));
  const renewalOn = addMonthsFromAnchor(day, interval === "year" ? 12 : 1);
  invariant(compareDays(renewalOn, day) > 0, "A renewal lies after the start.");
  const later = planBilling({ ...base, charges: billed }, renewalOn);
  const named = (lines: readonly PlannedLine[]): OrderLine[] => lines.map((line) => nameLine(line, charges));
  return {
    subscription: { startOn: day, anchorOn: day, endOn, charges, chargedThrough: now.chargedThrough },
    lines: named(now.lines),
    future: later.lines.length > 0 ? [{ on: renewalOn, lines: named(later.lines) }] : [],
  };
};

const nameLine = (line: PlannedLine, charges: readonly PlannedCharge[]): OrderLine => {
  const planned = charges.find((charge) => charge.key === line.chargeKey);
  invariant(planned, `There is no charge ${line.chargeKey}.`);
  return { ...line, ratePlan: planned.ratePlan, charge: planned.charge };
};
