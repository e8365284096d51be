import {
  advanceService,
  type FutureLines as FutureServiceLines,
  type LifeBasis,
  type MeteredEvent,
  type NamedLine,
  nameLine,
  nextDue,
  planFutureLines,
  soldChargesOf,
} from "@/server/billing/core";
import type { RatePlan } from "@/server/catalog/core";
import {
  addDaysToPoint,
  addMonthsFromAnchor,
  comparePoints,
  localDayOf,
  onDay,
  type PlainDate,
  type TimePoint,
} from "@/server/kernel";
import { chooseSeller } from "@/server/sellers/core";
import {
  type Conventions,
  readPoint,
  type SoldPlan,
  type SubscriptionLife,
  sellPlans,
  startLife,
} from "@/server/subscriptions/core";
import { agreedRenewal, agreedTerm } from "./agreed-terms";
import { beginPhases } from "./begin-phases";
import type { CreateSubscription, OrderDraft } from "./order-draft";
import { type OrderRefusal, refuse } from "./order-refusal";
import { negotiatedPrices, resolveRatePlans, toInterval } from "./resolve-rate-plans";
import {
  type GivenCoupon,
  lastingFrom,
  refuseWithoutTrial,
  type TakenCoupons,
  type TrialCoupon,
  takeCoupons,
} from "./take-coupons";

export type OrderState = {
  /** Published rate plans, every version. */
  readonly ratePlans: readonly RatePlan[];
  readonly conventions: Conventions;
  /** The coupons that the order names, in its order. */
  readonly coupons: readonly GivenCoupon[];
  /** What would be used of it, where that is asked. */
  readonly events?: readonly MeteredEvent[];
};

/** Lines that fall due on a day to come, if nothing changes. */
export type FutureLines = { readonly on: PlainDate; readonly lines: readonly NamedLine[] };

export type OrderPlan = {
  readonly ok: true;
  readonly sellerKey: string;
  readonly currency: string;
  readonly zone: string;
  readonly at: TimePoint;
  readonly effectiveOn: PlainDate;
  readonly ratePlans: readonly SoldPlan[];
  /** Coupons that lengthen its trial; the others stand in its life. */
  readonly trialCoupons: readonly TrialCoupon[];
  /** The new subscription once its first lines are billed. */
  readonly life: SubscriptionLife;
  readonly lines: readonly NamedLine[];
  readonly future: readonly FutureLines[];
};

/**
 * The one function that turns order actions into lines: what is due on the day, and what falls due at the first
 * renewal. It decides on the state given and changes nothing.
 */
export const planOrder = (state: OrderState, draft: OrderDraft, at: TimePoint): OrderPlan | OrderRefusal => {
  const sale = chooseSale(draft);
  if (!sale.ok) return sale;
  const [action, another] = draft.actions;
  if (!action || another || action.ratePlans.length === 0) return refuse("nothing_ordered", {});
  const { country, segment = null } = draft.buyer;
  const soldTo = { currency: sale.currency, country, segment, channel: draft.channel ?? null };
  const resolved = resolveRatePlans(state.ratePlans, action, soldTo);
  if (!resolved.ok) return resolved;
  const { ratePlans } = resolved;
  const coupons = takeCoupons(state.coupons, sale.currency);
  if (!coupons.ok) return coupons;
  const refusal = refuseWithoutTrial(coupons, ratePlans, action.skipsTrial ?? false);
  if (refusal) return refusal;
  const { events } = state;
  return {
    ...sale,
    at,
    effectiveOn: localDayOf(at, sale.zone),
    ratePlans,
    trialCoupons: coupons.trials,
    ...billFirst(state.conventions, { ...sale, action, at, ratePlans, coupons, ...(events ? { events } : {}) }),
  };
};

type Sale = { readonly ok: true; readonly sellerKey: string; readonly currency: string; readonly zone: string };

/** Who sells in which currency: by the buyer's country, or the seller that was chosen. */
const chooseSale = ({ buyer, currency, sellerKey, timeZone }: OrderDraft): Sale | OrderRefusal => {
  if (sellerKey !== undefined && currency !== null) {
    return { ok: true, sellerKey, currency, zone: timeZone ?? "UTC" };
  }
  const choice = chooseSeller(buyer.country, currency);
  if (!choice.ok) return refuse(choice.refusal, { country: buyer.country, currency: currency ?? "" });
  const { market } = choice;
  return { ok: true, sellerKey: market.sellerKey, currency: choice.currency, zone: timeZone ?? market.timeZone };
};

type FirstBilling = {
  readonly action: CreateSubscription;
  readonly at: TimePoint;
  readonly currency: string;
  readonly ratePlans: readonly SoldPlan[];
  readonly zone: string;
  readonly coupons: TakenCoupons;
  readonly events?: readonly MeteredEvent[];
};

/** The subscription as it begins, the lines due with its start, and those of its next billing day. */
const billFirst = ({ service, documents }: Conventions, first: FirstBilling) => {
  const { at, currency, ratePlans, zone, events = [] } = first;
  const begun = beginLife(service, first);
  const basis: LifeBasis = { currency, zone, policy: service, taxPercent: null, closesAt: null, events };
  const billed = advanceService(begun, basis, at);
  const naming = {
    currency,
    zone,
    sold: soldChargesOf(ratePlans.map((sold) => sold.plan)),
    subscriptionId: null,
    chargeRowIds: new Map<string, string>(),
    decisions: new Map<number, never>(),
  };
  return {
    // What a run bills with everything else of its instant is left to it.
    life: documents.ordersBilled === "with_run" ? begun : billed.life,
    lines: billed.lines.map((line) => nameLine(line, naming)),
    future: planFuture(billed.life, basis).map(({ on, lines }) => ({
      on,
      lines: lines.map((line) => nameLine(line, naming)),
    })),
  };
};

const turnsShown = 12;

/** The next billing day, and the first after each day on which the amount turns: where a coupon or a phase ends. */
const planFuture = (life: SubscriptionLife, basis: LifeBasis): FutureServiceLines[] => {
  const { zone } = basis;
  const at = nextDue(life, zone);
  if (!at) return [];
  const lines = advanceService(life, basis, at).lines;
  const found: FutureServiceLines[] = lines.length > 0 ? [{ on: localDayOf(at, zone), lines }] : [];
  for (const turn of turnsOf(life, zone).slice(0, turnsShown)) {
    const before = advanceService(life, basis, addDaysToPoint(turn, -1, zone));
    found.push(...planFutureLines(before.life, basis, 1).filter(({ on }) => found.every((one) => one.on !== on)));
  }
  return found;
};

const turnsOf = ({ coupons, waiting }: SubscriptionLife, zone: string): TimePoint[] => {
  const all = [...coupons.flatMap(({ until }) => until ?? []), ...waiting.map(({ at }) => at)];
  const sorted = all.toSorted((a, b) => comparePoints(a, b, zone));
  return sorted.filter((at, place) => place === 0 || comparePoints(at, sorted[place - 1] ?? at, zone) !== 0);
};

const beginLife = (
  service: Conventions["service"],
  { action, at, currency, ratePlans, zone, coupons }: FirstBilling,
) => {
  const { plan, quantity } = sellPlans(ratePlans, currency, toInterval(action.interval));
  const startsAt = action.startsAt ? readPoint(action.startsAt) : at;
  const begun = startLife(
    {
      id: "",
      plan,
      quantity,
      startsAt,
      billingDay: action.billingDay ?? null,
      coupons: [],
      overrides: negotiatedPrices(ratePlans, action.prices ?? {}),
      skipsTrial: action.skipsTrial ?? false,
      addedTrialDays: coupons.trials.reduce((sum, { days }) => sum + days, 0),
    },
    service,
    zone,
  );
  const discounted = { ...begun, coupons: lastingFrom(coupons.discounts, begun.paidFrom, zone) };
  return beginPhases(withTerm(discounted, action, zone), { phases: action.phases ?? [], ratePlans, zone });
};

/** A term that is ordered takes the place of the plan's. */
const withTerm = (
  life: SubscriptionLife,
  { termMonths, renewal }: Pick<CreateSubscription, "termMonths" | "renewal">,
  zone: string,
): SubscriptionLife => {
  const { startsAt } = life;
  const { count } = termMonths === undefined ? { count: null } : agreedTerm({ unit: "month", count: termMonths });
  const ordered = count === null ? null : onDay(startsAt, addMonthsFromAnchor(localDayOf(startsAt, zone), count), zone);
  const endsAt = ordered ?? life.endsAt;
  return { ...life, endsAt, renewal: endsAt && renewal ? agreedRenewal(renewal) : null };
};
