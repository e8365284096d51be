import {
  boundaryFromAnchor,
  DomainError,
  localDayOf,
  onDay,
  parseRational,
  type Rational,
  type TimePoint,
} from "@/server/kernel";
import type {
  ChangePrice,
  PriceOverrides,
  SoldPlan,
  SubscriptionChange,
  SubscriptionLife,
  WaitingChange,
} from "@/server/subscriptions/core";
import type { Phase } from "./order-draft";
import { negotiatedPrices } from "./resolve-rate-plans";

type Phases = { readonly phases: readonly Phase[]; readonly ratePlans: readonly SoldPlan[]; readonly zone: string };

const phasesMax = 24;
const intervalsMax = 1_200;

const requirePhases = (phases: readonly Phase[]): void => {
  if (phases.length > phasesMax) throw refuse(`Give at most ${phasesMax} phases.`);
  if (phases.some(({ intervals }) => !Number.isInteger(intervals) || intervals < 1 || intervals > intervalsMax)) {
    throw refuse(`Let each phase last 1 to ${intervalsMax} whole intervals of the plan.`);
  }
};

const refuse = (message: string): DomainError =>
  new DomainError("invalid_input", "subscription.phases", message, { field: "phases" });

/**
 * A new subscription in the first of its phases, the later ones waiting for their days as changes do: each can be looked
 * at and undone. What a phase does not say is as it was ordered, and so is everything after the last.
 */
export const beginPhases = (life: SubscriptionLife, { phases, ratePlans, zone }: Phases): SubscriptionLife => {
  const [first, ...later] = phases;
  if (!first) return life;
  requirePhases(phases);
  const steps = [first, ...later].map((phase) => stepOf(life, negotiatedPrices(ratePlans, phase.prices ?? {}), phase));
  const ordered: Step = { quantity: life.quantity, overrides: life.overrides };
  const begun = { ...life, ...(steps[0] ?? ordered) };
  let intervals = 0;
  const waiting: WaitingChange[] = [];
  for (const [at, { intervals: lasts }] of phases.entries()) {
    intervals += lasts;
    const point = pointAfter(life, intervals, zone);
    const changes = changesBetween(steps[at] ?? ordered, steps[at + 1] ?? ordered);
    for (const change of changes) waiting.push({ at: point, position: waiting.length + 1, change });
  }
  return { ...begun, waiting };
};

const pointAfter = ({ paidFrom, plan }: SubscriptionLife, intervals: number, zone: string): TimePoint =>
  onDay(paidFrom, boundaryFromAnchor(localDayOf(paidFrom, zone), plan.interval, intervals), zone);

type Step = Pick<SubscriptionLife, "quantity" | "overrides">;

const stepOf = (life: SubscriptionLife, prices: PriceOverrides, { quantity }: Phase): Step => ({
  quantity: quantity === undefined ? life.quantity : quantityOf(quantity),
  overrides: { ...life.overrides, ...prices },
});

const quantityOf = (text: number | string): Rational => {
  const quantity = parseRational(String(text));
  if (quantity.n >= 0n) return quantity;
  throw refuse("Give each phase a quantity of 0 or more.");
};

const changesBetween = (before: Step, after: Step): SubscriptionChange[] => {
  const keys = new Set([...Object.keys(before.overrides), ...Object.keys(after.overrides)]);
  const differing = [...keys].filter((key) => before.overrides[key] !== after.overrides[key]);
  const prices: ChangePrice["prices"] = Object.fromEntries(differing.map((key) => [key, after.overrides[key] ?? null]));
  const isOther = before.quantity.n !== after.quantity.n || before.quantity.d !== after.quantity.d;
  return [
    ...(differing.length > 0 ? [{ kind: "change_price" as const, prices }] : []),
    ...(isOther ? [{ kind: "change_quantity" as const, quantity: after.quantity }] : []),
  ];
};
