import { addDaysToPoint, comparePoints, DomainError, laterPoint, type TimePoint } from "@/server/kernel";
import {
  anchorDayGrid,
  billedUntil,
  hasEnded,
  hasMonths,
  isInAdvance,
  nextBoundary,
  type SubscriptionChange,
  type SubscriptionLife,
} from "@/server/subscriptions/core";
import { advanceLife } from "./advance-life";
import { andThen, type BilledLife, type LifeBasis } from "./life-basis";
import { takeChange } from "./take-change";

export type ChangeRequest = {
  readonly change: SubscriptionChange;
  /** From when on; null for now, or for the end of the billed period. */
  readonly effective: TimePoint | null;
  readonly isAtPeriodEnd: boolean;
  readonly position: number;
};

const notActive = (message: string): DomainError =>
  new DomainError("conflict", "subscription.not_active", message, { field: "subscription" });

const needsService: readonly SubscriptionChange["kind"][] = ["change_plan", "change_quantity", "change_price"];

/** Refuses a change that the status does not allow. */
export const requireStatus = ({ status }: Pick<SubscriptionLife, "status">, kind: SubscriptionChange["kind"]): void => {
  if (kind === "resume") return;
  if (hasEnded({ status })) throw notActive("This subscription has ended: order a new one.");
  if (kind === "pause" && status !== "active") throw notActive("Only an active subscription can be paused.");
  if (needsService.includes(kind) && status === "paused") {
    throw notActive("This subscription is paused: resume it first.");
  }
};

const requireNotBefore = (life: SubscriptionLife, effective: TimePoint, { zone }: LifeBasis): void => {
  const paid =
    life.status === "trialing" ? life.startsAt : laterPoint(life.paidFrom, life.turnedAt ?? life.paidFrom, zone);
  if (comparePoints(effective, paid, zone) < 0) {
    throw new DomainError(
      "invalid_input",
      "subscription.effective_too_early",
      "Give a day on which the service runs.",
      {
        field: "effective",
      },
    );
  }
};

/** The end of what is billed in advance, or of the current period where nothing is. */
export const endOfBilledPeriod = (life: SubscriptionLife, now: TimePoint, zone: string): TimePoint => {
  const inAdvance = life.plan.charges.filter(isInAdvance).map((charge) => billedUntil(life, charge));
  const [first, ...others] = inAdvance;
  return first
    ? others.reduce((latest, end) => laterPoint(latest, end, zone), first)
    : nextBoundary(life.grids, now, zone);
};

const resolvePoint = (life: SubscriptionLife, request: ChangeRequest, now: TimePoint, basis: LifeBasis): TimePoint => {
  if (request.isAtPeriodEnd) {
    if (life.status === "trialing") return life.paidFrom;
    return life.status === "paused" ? now : endOfBilledPeriod(life, now, basis.zone);
  }
  return request.effective ?? now;
};

/**
 * What becomes of a subscription when a change is asked for: taken now, or on a day already past; or else it waits. A
 * new cancellation replaces one that waits. Refuses what the status does not allow and a day before the service.
 */
export const requestChange = (
  life: SubscriptionLife,
  request: ChangeRequest,
  now: TimePoint,
  basis: LifeBasis,
): BilledLife => {
  const { change, position } = request;
  requireStatus(life, change.kind);
  if (change.kind === "resume" && life.status !== "paused" && request.effective === null) return { life, lines: [] };
  const at = resolvePoint(life, request, now, basis);
  requireNotBefore(life, at, basis);
  if (comparePoints(at, now, basis.zone) > 0) {
    const others = change.kind === "cancel" ? life.waiting.filter((one) => one.change.kind !== "cancel") : life.waiting;
    return { life: { ...life, waiting: [...others, { at, position, change }] }, lines: [] };
  }
  const closesAt = ownsCancelDay(request, basis) ? addDaysToPoint(at, 1, basis.zone) : at;
  const advanced = advanceLife(life, change.kind === "resume" ? basis : { ...basis, closesAt }, at);
  return andThen(advanced, (current) => takeChange(current, change, closesAt, basis));
};

/** Where the day of a cancellation still belongs to the service, it ends with the day. */
const ownsCancelDay = ({ change, effective, isAtPeriodEnd }: ChangeRequest, { policy }: LifeBasis): boolean =>
  change.kind === "cancel" &&
  policy.changeDay === "old" &&
  effective === null &&
  !isAtPeriodEnd &&
  policy.proration.basis !== "second";

export const undoCancel = (life: SubscriptionLife): SubscriptionLife => {
  const waiting = life.waiting.filter(({ change }) => change.kind !== "cancel");
  if (waiting.length === life.waiting.length) {
    throw new DomainError("conflict", "subscription.nothing_to_undo", "No cancellation is scheduled.", {
      field: "subscription",
    });
  }
  return { ...life, waiting };
};

/** Takes back one change that waits. */
export const undoChange = (life: SubscriptionLife, position: number): SubscriptionLife => {
  const waiting = life.waiting.filter((one) => one.position !== position);
  if (waiting.length === life.waiting.length) {
    throw new DomainError("conflict", "subscription.nothing_to_undo", "This change does not wait any more.", {
      field: "subscription",
    });
  }
  return { ...life, waiting };
};

/** A new billing day holds from the end of the billed period on; weeks and days have none. */
export const moveBillingDay = (given: SubscriptionLife, day: number, now: TimePoint, basis: LifeBasis): BilledLife => {
  if (hasEnded(given)) return { life: given, lines: [] };
  const advanced = given.status === "trialing" ? { life: given, lines: [] } : advanceLife(given, basis, now);
  return andThen(advanced, (life) => ({ life: placeBillingDay(life, day, now, basis.zone), lines: [] }));
};

const placeBillingDay = (life: SubscriptionLife, day: number, now: TimePoint, zone: string): SubscriptionLife => {
  const { plan, grids } = life;
  if (!hasMonths(plan.interval)) return { ...life, billingDay: day };
  if (life.status === "trialing") {
    return { ...life, billingDay: day, grids: { grid: anchorDayGrid(plan.interval, life.paidFrom, day), next: null } };
  }
  const from = endOfBilledPeriod(life, now, zone);
  const isTaken = grids.next !== null && comparePoints(grids.next.from, now, zone) <= 0;
  const grid = isTaken && grids.next ? grids.next.grid : grids.grid;
  return {
    ...life,
    billingDay: day,
    grids: { grid, next: { from, movedAt: now, grid: anchorDayGrid(plan.interval, from, day) } },
  };
};
