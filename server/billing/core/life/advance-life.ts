import { comparePoints, earlierPoint, type TimePoint } from "@/server/kernel";
import {
  billedUntil,
  type ChargeTerms,
  hasEnded,
  isInArrears,
  isOnce,
  nextBoundary,
  type SubscriptionChange,
  type SubscriptionLife,
  type WaitingChange,
} from "@/server/subscriptions/core";
import { billService, settleTrial } from "./bill-service";
import { andThen, type BilledLife, type LifeBasis } from "./life-basis";
import { renewTerm } from "./renew-term";
import { takeChange } from "./take-change";

type Happening = {
  readonly at: TimePoint;
  readonly rank: number;
  readonly position: number;
  readonly take: (life: SubscriptionLife, basis: LifeBasis) => BilledLife;
};

/** At one instant changes come first, then cancellations, the end of the term, pauses, resumptions, and a trial's end. */
const ranks: Readonly<Record<SubscriptionChange["kind"], number>> = {
  change_plan: 0,
  change_quantity: 0,
  change_price: 0,
  cancel: 1,
  pause: 3,
  resume: 4,
};
const termEndRank = 2;
const trialEndRank = 5;

const withoutLines = (life: SubscriptionLife): BilledLife => ({ life, lines: [] });

const ofWaiting = (waiting: WaitingChange): Happening => ({
  at: waiting.at,
  rank: ranks[waiting.change.kind],
  position: waiting.position,
  take: (life, basis) =>
    takeChange({ ...life, waiting: life.waiting.filter((one) => one !== waiting) }, waiting.change, waiting.at, basis),
});

const endTrial = (life: SubscriptionLife, basis: LifeBasis): BilledLife =>
  andThen(settleTrial(life, life.paidFrom, basis), (ended) => withoutLines({ ...ended, status: "active" }));

/** The term is renewed, or with it everything ends. */
const endTerm = (life: SubscriptionLife, basis: LifeBasis): BilledLife =>
  renewTerm(life, basis) ?? withoutLines({ ...life, status: "expired", waiting: [] });

const happeningsOf = (life: SubscriptionLife): Happening[] => {
  if (hasEnded(life)) return [];
  const happenings = life.waiting.map(ofWaiting);
  if (life.endsAt) {
    happenings.push({ at: life.endsAt, rank: termEndRank, position: 0, take: endTerm });
  }
  if (life.status === "trialing") {
    happenings.push({ at: life.paidFrom, rank: trialEndRank, position: 0, take: endTrial });
  }
  return happenings;
};

const firstOf = (happenings: readonly Happening[], zone: string): Happening | undefined =>
  [...happenings].sort((a, b) => comparePoints(a.at, b.at, zone) || a.rank - b.rank || a.position - b.position)[0];

/**
 * A subscription's life up to a point: what was to happen to it happens, each thing at its time and in the order of one
 * instant, and everything due is billed on the way. Asked again for the same point it adds nothing.
 */
export const advanceLife = (given: SubscriptionLife, basis: LifeBasis, point: TimePoint): BilledLife => {
  let state: BilledLife = withoutLines(given);
  for (;;) {
    const next = firstOf(happeningsOf(state.life), basis.zone);
    if (!next || comparePoints(next.at, point, basis.zone) > 0) break;
    state = andThen(state, (life) => billService(life, basis, { point: next.at, isInclusive: false }));
    state = andThen(state, (life) => next.take(life, basis));
  }
  return andThen(state, (life) => billService(life, basis, { point, isInclusive: true }));
};

/** When something next happens to a subscription or falls due of it; null when nothing ever will. */
export const nextDue = (life: SubscriptionLife, zone: string): TimePoint | null =>
  [
    ...happeningsOf(life).map(({ at }) => at),
    ...(life.status === "active" ? duePoints(life, zone) : []),
  ].reduce<TimePoint | null>((earliest, at) => (earliest ? earlierPoint(earliest, at, zone) : at), null);

const duePoints = (life: SubscriptionLife, zone: string): TimePoint[] => [
  ...life.plan.charges.filter((charge) => !isInArrears(charge)).flatMap((charge) => dueInAdvance(life, charge, zone)),
  ...dueInArrears(life, zone),
];

const dueInAdvance = (life: SubscriptionLife, charge: ChargeTerms, zone: string): TimePoint[] => {
  if (isOnce(charge)) return life.chargedThrough[charge.key] ? [] : [life.runsFrom];
  const start = billedUntil(life, charge);
  return life.endsAt && comparePoints(start, life.endsAt, zone) >= 0 ? [] : [start];
};

const dueInArrears = (life: SubscriptionLife, zone: string): TimePoint[] =>
  life.plan.charges.some(isInArrears) ? [nextBoundary(life.grids, life.settledThrough, zone)] : [];
