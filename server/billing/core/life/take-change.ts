import { addDaysToPoint, laterPoint, type Rational, type TimePoint, unreachable } from "@/server/kernel";
import {
  type ChangePlan,
  type ChangePrice,
  endOfTerms,
  hasEnded,
  isOnce,
  openGrid,
  type SubscriptionChange,
  type SubscriptionLife,
  trialLength,
} from "@/server/subscriptions/core";
import { settleArrears, settleTrial } from "./bill-service";
import { creditService } from "./credit-service";
import { gridAfterChange, gridsFrom, rebasedGrid } from "./grid-after-change";
import { andThen, type BilledLife, type LifeBasis } from "./life-basis";
import { termsAfter } from "./terms-after";

/**
 * What a change makes of a subscription at its point, and the lines of it: unused service given back, service in
 * arrears settled. What is charged anew is billed by `billService`. A change that the status does not allow by then
 * changes nothing. Whatever was due up to the point is to be billed before.
 */
export const takeChange = (
  life: SubscriptionLife,
  change: SubscriptionChange,
  at: TimePoint,
  basis: LifeBasis,
): BilledLife => {
  if (hasEnded(life)) return { life, lines: [] };
  switch (change.kind) {
    case "change_plan":
      return changePlan(life, change, at, basis);
    case "change_quantity":
      return changeQuantity(life, change.quantity, at, basis);
    case "change_price":
      return changePrice(life, change, at, basis);
    case "cancel":
      return cancel(life, at, basis);
    case "pause":
      return pause(life, at, basis);
    case "resume":
      return resume(life, at, basis);
    default:
      return unreachable(change);
  }
};

/** The service given back and the arrears settled at a point, where one life ends and another begins. */
const closeService = (life: SubscriptionLife, at: TimePoint, basis: LifeBasis): BilledLife => {
  const credited = creditService(life, basis, at);
  const settled = closeArrears(credited.life, at, basis);
  return { life: settled.life, lines: [...credited.lines, ...settled.lines] };
};

const closeArrears = (life: SubscriptionLife, at: TimePoint, basis: LifeBasis): BilledLife => {
  const settled = settleArrears(life, at, basis);
  return { life: settled.life, lines: settled.lines.map((line) => ({ ...line, isOfChange: true })) };
};

const changePlan = (life: SubscriptionLife, change: ChangePlan, at: TimePoint, basis: LifeBasis): BilledLife => {
  if (life.status === "trialing") {
    return andThen(settleTrial(life, at, basis), (used) => ({ life: changeTrial(used, change, at, basis), lines: [] }));
  }
  if (life.status !== "active") return { life, lines: [] };
  const closed = closeService(life, at, basis);
  const { grids, billingDay } = gridAfterChange(closed.life, change, at, basis);
  const changed = {
    ...{ ...closed.life, ...termsAfter(life, change), billingDay, grids },
    carried: carriedOn(closed.life, change),
  };
  return { lines: closed.lines, life: runAgain(changed, at) };
};

const changeQuantity = (life: SubscriptionLife, quantity: Rational, at: TimePoint, basis: LifeBasis): BilledLife => {
  if (life.status === "trialing") return { life: { ...life, quantity }, lines: [] };
  if (life.status !== "active") return { life, lines: [] };
  const closed = closeService(life, at, basis);
  const rebased = rebasedGrid(life, at, basis);
  const grids = rebased ? { grid: rebased, next: null } : gridsFrom(life, at, basis.zone);
  return { lines: closed.lines, life: runAgain({ ...closed.life, quantity, grids }, at) };
};

const changePrice = (life: SubscriptionLife, change: ChangePrice, at: TimePoint, basis: LifeBasis): BilledLife => {
  const { overrides } = termsAfter(life, change);
  if (life.status === "trialing") return { life: { ...life, overrides }, lines: [] };
  if (life.status !== "active") return { life, lines: [] };
  const closed = closeService(life, at, basis);
  const grids = gridsFrom(life, at, basis.zone);
  return { lines: closed.lines, life: runAgain({ ...closed.life, overrides, grids }, at) };
};

/** Units go on with their charge: those of a charge that the new plan has not end with it. */
const carriedOn = ({ carried }: SubscriptionLife, { plan }: ChangePlan): SubscriptionLife["carried"] =>
  Object.fromEntries(plan.charges.flatMap(({ key }) => (carried[key] ? [[key, carried[key]]] : [])));

/** Charged anew from a point on; one-time charges are not charged any more once something was billed. */
const runAgain = (life: SubscriptionLife, at: TimePoint): SubscriptionLife => {
  const once = life.hasBilled ? life.plan.charges.filter(isOnce) : [];
  return {
    ...life,
    runsFrom: at,
    runsBy: "change",
    chargedThrough: Object.fromEntries(once.map(({ key }) => [key, at])),
  };
};

/** In a trial nothing is billed: the new plan's trial counts from the first start, and all begins with its end. */
const changeTrial = (
  life: SubscriptionLife,
  change: ChangePlan,
  at: TimePoint,
  { zone, policy }: LifeBasis,
): SubscriptionLife => {
  const { plan } = change;
  const trialEnd = addDaysToPoint(life.startsAt, trialLength(plan, life.addedTrialDays, change.skipsTrial), zone);
  const paidFrom = laterPoint(trialEnd, at, zone);
  const billingDay = change.billingDay ?? life.billingDay;
  return {
    ...life,
    ...termsAfter(life, change),
    billingDay,
    paidFrom,
    runsFrom: paidFrom,
    settledThrough: policy.trialUsage === "billed" ? life.settledThrough : paidFrom,
    endsAt: endOfTerms(plan, paidFrom, zone),
    grids: { grid: openGrid(plan.interval, paidFrom, billingDay, policy.alignment), next: null },
  };
};

const closeAny = (life: SubscriptionLife, at: TimePoint, basis: LifeBasis): BilledLife => {
  if (life.status === "active") return closeService(life, at, basis);
  return life.status === "trialing" ? settleTrial(life, at, basis) : { life, lines: [] };
};

const cancel = (life: SubscriptionLife, at: TimePoint, basis: LifeBasis): BilledLife => {
  const closed = closeAny(life, at, basis);
  return { lines: closed.lines, life: { ...closed.life, status: "canceled", waiting: [] } };
};

const pause = (life: SubscriptionLife, at: TimePoint, basis: LifeBasis): BilledLife => {
  if (life.status !== "active") return { life, lines: [] };
  const isCredited = basis.policy.pause === "credit";
  const closed = isCredited ? closeService(life, at, basis) : closeArrears(life, at, basis);
  const grids = isCredited ? gridsFrom(life, at, basis.zone) : life.grids;
  return { lines: closed.lines, life: { ...closed.life, grids, status: "paused", turnedAt: at } };
};

const resume = (life: SubscriptionLife, at: TimePoint, basis: LifeBasis): BilledLife => {
  if (life.status !== "paused") return { life, lines: [] };
  const isCredited = basis.policy.pause === "credit";
  const rebased = isCredited ? rebasedGrid(life, at, basis) : null;
  return {
    lines: [],
    life: {
      ...life,
      status: "active",
      turnedAt: at,
      runsFrom: at,
      settledThrough: laterPoint(life.settledThrough, at, basis.zone),
      runsBy: "resume",
      grids: rebased ? { grid: rebased, next: null } : life.grids,
      chargedThrough: resumeCharges(life, at, basis),
    },
  };
};

/** One-time charges stay billed; a paid period that was left standing goes on being paid. */
const resumeCharges = (life: SubscriptionLife, at: TimePoint, { zone, policy }: LifeBasis) =>
  Object.fromEntries(
    life.plan.charges.flatMap((charge) => {
      const through = life.chargedThrough[charge.key];
      if (!through) return [];
      const isStanding = isOnce(charge) || policy.pause === "no_credit";
      return isStanding ? [[charge.key, isOnce(charge) ? through : laterPoint(through, at, zone)] as const] : [];
    }),
  );
