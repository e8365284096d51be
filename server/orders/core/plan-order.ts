import { advanceLife, type LifeBasis, type NamedLine, nameLine, nextDue, soldChargesOf } from "@/server/billing/core";
import { everyOne, findPrice, type IntervalName, type RatePlan, singleFigure } from "@/server/catalog/core";
import { addMonthsFromAnchor, localDayOf, type PlainDate, parseRational } from "@/server/kernel";
import { chooseSeller, type Market } from "@/server/sellers/core";
import {
  type Conventions,
  type SoldPlan,
  type SubscriptionLife,
  sellPlans,
  startLife,
} from "@/server/subscriptions/core";
import type { CreateSubscription, DraftRatePlan, OrderDraft } from "./order-draft";

export type OrderState = {
  /** Published rate plans, every version. */
  readonly ratePlans: readonly RatePlan[];
  readonly conventions: Conventions;
};

/** Lines that fall due on a day to come, if nothing changes. */
export type FutureLines = { readonly on: PlainDate; readonly lines: readonly NamedLine[] };

export type OrderPlan = {
  readonly ok: true;
  readonly market: Market;
  readonly currency: string;
  readonly effectiveOn: PlainDate;
  readonly ratePlans: readonly SoldPlan[];
  /** The new subscription once its first lines are billed. */
  readonly life: SubscriptionLife;
  readonly lines: readonly NamedLine[];
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
  return {
    ok: true,
    market: choice.market,
    currency: choice.currency,
    effectiveOn: day,
    ratePlans: resolved.ratePlans,
    ...billFirst(state, {
      action,
      day,
      currency: choice.currency,
      ratePlans: resolved.ratePlans,
      zone: choice.market.timeZone,
    }),
  };
};

const refuse = (refusal: OrderRefusal["refusal"], details: OrderRefusal["details"]): OrderRefusal => ({
  ok: false,
  refusal,
  details,
});

const resolveRatePlans = (
  state: OrderState,
  action: CreateSubscription,
  currency: string,
): { readonly ok: true; readonly ratePlans: readonly SoldPlan[] } | OrderRefusal => {
  const ratePlans: SoldPlan[] = [];
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
    const price = findPrice(charge, currency, everyOne(interval));
    if (price === null) return false;
    const figure = singleFigure(price.terms);
    return figure === null || parseRational(figure).n > 0n;
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
  const missing = plan.charges.some((charge) => findPrice(charge, currency, everyOne(interval)) === null);
  return missing ? refuse("price_missing", { ratePlan: plan.key, currency }) : null;
};

type FirstBilling = {
  readonly action: CreateSubscription;
  readonly day: PlainDate;
  readonly currency: string;
  readonly ratePlans: readonly SoldPlan[];
  readonly zone: string;
};

/** The subscription as it begins, the lines due with its start, and those of its next billing day. */
const billFirst = (state: OrderState, { action, day, currency, ratePlans, zone }: FirstBilling) => {
  const { service } = state.conventions;
  const { plan, quantity } = sellPlans(ratePlans, currency, everyOne(action.interval));
  const begun = startLife(
    {
      id: "",
      plan,
      quantity,
      startsAt: { kind: "day", day },
      billingDay: null,
      coupons: [],
      overrides: {},
      skipsTrial: false,
    },
    service,
    zone,
  );
  const endsAt: SubscriptionLife["endsAt"] = action.termMonths
    ? { kind: "day", day: addMonthsFromAnchor(day, action.termMonths) }
    : begun.endsAt;
  const basis: LifeBasis = { currency, zone, policy: service, taxPercent: null, closesAt: null, events: [] };
  const { life, lines } = advanceLife({ ...begun, endsAt }, basis, { kind: "day", day });
  const next = nextDue(life, zone);
  const later = next ? advanceLife(life, basis, next).lines : [];
  const naming = {
    currency,
    zone,
    sold: soldChargesOf(ratePlans.map((sold) => sold.plan)),
    subscriptionId: null,
    chargeRowIds: new Map<string, string>(),
    decisions: new Map<number, never>(),
  };
  return {
    life,
    lines: lines.map((line) => nameLine(line, naming)),
    future:
      next && later.length > 0
        ? [{ on: localDayOf(next, zone), lines: later.map((line) => nameLine(line, naming)) }]
        : [],
  };
};
