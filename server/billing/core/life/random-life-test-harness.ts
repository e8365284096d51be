import fc from "fast-check";
import {
  addDays,
  instantOf,
  isDomainError,
  localDayOf,
  maxDay,
  type PlainDate,
  parseRational,
  plainDate,
  type TimePoint,
} from "@/server/kernel";
import type { ChargePrice } from "@/server/rating/core";
import {
  hasEnded,
  type PlanTerms,
  type SubscriptionChange,
  type SubscriptionLife,
  type SubscriptionPolicy,
  startLife,
} from "@/server/subscriptions/core";
import { advanceLife, nextDue } from "./advance-life";
import type { BilledLife, LifeBasis, MeteredEvent, ServiceLine } from "./life-basis";
import { changeTo } from "./life-test-harness";
import { anyPlan, anyPolicy } from "./random-terms-test-harness";
import { moveBillingDay, requestChange, undoCancel } from "./request-change";

/** For tests: random lives, and what was asked of them day by day. */
export const firstDay = plainDate("2027-01-01");

export type Wish = {
  readonly kind: SubscriptionChange["kind"] | "undo_cancel" | "move_billing_day" | "usage" | "coupon";
  /** Days since the wish before. */
  readonly after: number;
  /** Days from the day of the wish to the day from which it holds; null for now. */
  readonly effective: number | null;
  readonly isAtPeriodEnd: boolean;
  readonly plan: 0 | 1 | 2;
  readonly figure: number;
};

const kinds = [
  "change_plan",
  "change_quantity",
  "change_price",
  "pause",
  "resume",
  "move_billing_day",
  "usage",
  "coupon",
  "change_plan",
  "resume",
  "usage",
  "cancel",
  "undo_cancel",
] as const;

export const anyWishes = (chosen: readonly Wish["kind"][] = kinds): fc.Arbitrary<Wish[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...chosen),
      after: fc.integer({ min: 0, max: 45 }),
      effective: fc.option(fc.integer({ min: -20, max: 50 })),
      isAtPeriodEnd: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      plan: fc.constantFrom(0 as const, 1 as const, 2 as const),
      figure: fc.integer({ min: 1, max: 28 }),
    }),
    { minLength: 8, maxLength: 30 },
  );

export type RandomLife = {
  readonly plans: readonly [PlanTerms, PlanTerms, PlanTerms];
  readonly policy: SubscriptionPolicy;
  readonly billingDay: number | null;
  readonly wishes: readonly Wish[];
};

export const anyLife: fc.Arbitrary<RandomLife> = fc.record({
  plans: fc.tuple(anyPlan("a"), anyPlan("b"), anyPlan("c")),
  policy: anyPolicy,
  billingDay: fc.option(fc.integer({ min: 1, max: 31 })),
  wishes: anyWishes(),
});

/** What a life is on a day, and the day from which that holds: an earlier one where something was taken back. */
export type LivedDay = { readonly day: PlainDate; readonly from: PlainDate; readonly life: SubscriptionLife };

export type LivedLife = {
  readonly life: SubscriptionLife;
  readonly lines: readonly ServiceLine[];
  readonly taken: readonly Wish["kind"][];
  readonly refused: readonly string[];
  /** What still ran was canceled on this day. */
  readonly endedBy: PlainDate;
};

/** Where a day begins: a day itself, or its first instant where time is measured in seconds. */
export const pointOf = (day: PlainDate, { proration }: SubscriptionPolicy): TimePoint => {
  const point: TimePoint = { kind: "day", day };
  return proration.basis === "second" ? { kind: "instant", at: instantOf(point, "UTC") } : point;
};

/** Every share of a month of 28 to 31 days is whole in cents: 7,551.60 and its multiples. */
export const wholeInAnyMonth = 755_160;

/** Every fourth time the plan's own price again. */
const agreedPrice = (figure: number): ChargePrice | null =>
  figure % 4 === 0 ? null : { model: "per_unit", unitPrice: parseRational(`${figure * wholeInAnyMonth}/100`) };

const changeOf = ({ kind, plan, figure }: Wish, { plans }: RandomLife): SubscriptionChange | null => {
  switch (kind) {
    case "change_plan":
      return changeTo(plans[plan]);
    case "change_quantity":
      return { kind, quantity: parseRational(String(figure)) };
    case "change_price":
      return { kind, prices: { fee: agreedPrice(figure) } };
    case "cancel":
    case "pause":
    case "resume":
      return { kind };
    default:
      return null;
  }
};

/** The company's side of a life: what it is sold by, and what is known of it so far. */
class Living {
  readonly lines: ServiceLine[] = [];
  readonly taken: Wish["kind"][] = [];
  readonly refused: string[] = [];
  life: SubscriptionLife;
  private readonly events: MeteredEvent[] = [];
  private readonly basis: LifeBasis;

  constructor(
    private readonly random: RandomLife,
    private readonly look: (lived: LivedDay) => void,
  ) {
    const { policy, plans, billingDay } = random;
    this.basis = { currency: "EUR", zone: "UTC", policy, taxPercent: null, closesAt: null, events: this.events };
    const terms = { id: "sub", plan: plans[0], quantity: parseRational("3"), billingDay, coupons: [], overrides: {} };
    this.life = startLife({ ...terms, startsAt: this.pointOf(firstDay), skipsTrial: false }, policy, "UTC");
  }

  advance(day: PlainDate, from = day): void {
    this.put(advanceLife(this.life, this.basis, this.pointOf(day)));
    this.look({ day, from, life: this.life });
  }

  wish(wish: Wish, day: PlainDate, position: number): void {
    const before = this.life;
    try {
      this.put(this.take(wish, day, position));
      this.taken.push(wish.kind);
      const isOfADay = changeOf(wish, this.random) !== null && this.life !== before;
      const isTakenBack = isOfADay && wish.effective !== null && wish.effective < 0;
      this.advance(day, isTakenBack ? addDays(day, wish.effective ?? 0) : day);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.refused.push(error.reason);
      this.advance(day);
    }
  }

  nextDueAfter(day: PlainDate): PlainDate | null {
    const due = nextDue(this.life, "UTC");
    // What falls due within a day of seconds is taken on the next.
    return due && maxDay(localDayOf(due, "UTC"), addDays(day, 1));
  }

  close(day: PlainDate): void {
    const asked = { change: { kind: "cancel" as const }, effective: null, isAtPeriodEnd: false, position: 0 };
    if (!hasEnded(this.life)) this.put(requestChange(this.life, asked, this.pointOf(day), this.basis));
  }

  private put({ life, lines }: BilledLife): void {
    this.life = life;
    this.lines.push(...lines);
  }

  private pointOf(day: PlainDate): TimePoint {
    return pointOf(day, this.random.policy);
  }

  private take(wish: Wish, day: PlainDate, position: number): BilledLife {
    const now = this.pointOf(day);
    const change = changeOf(wish, this.random);
    if (change) {
      const effective = wish.effective === null ? null : this.pointOf(addDays(day, wish.effective));
      return requestChange(
        this.life,
        { change, effective, isAtPeriodEnd: wish.isAtPeriodEnd, position },
        now,
        this.basis,
      );
    }
    return { life: this.note(wish, day, position), lines: [] };
  }

  private note({ kind, figure }: Wish, day: PlainDate, position: number): SubscriptionLife {
    const value = parseRational(String(figure));
    if (kind === "undo_cancel") return undoCancel(this.life);
    if (kind === "coupon") {
      const off = figure % 2 === 0 ? ("percent" as const) : ("amount" as const);
      return { ...this.life, coupons: [...this.life.coupons, { key: `c${position}`, kind: off, value }] };
    }
    if (kind === "usage") this.events.push({ at: noonOf(day), value, key: null, op: "add", meter: "calls" });
    if (kind !== "move_billing_day") return this.life;
    const moved = moveBillingDay(this.life, figure, this.pointOf(day), this.basis);
    this.lines.push(...moved.lines);
    return moved.life;
  }
}

/** Lives a life from due day to due day, from the first wish to some time after the last: what is refused changes nothing. */
export const liveLife = (random: RandomLife, look: (lived: LivedDay) => void): LivedLife => {
  const living = new Living(random, look);
  let day = firstDay;
  const until = (last: PlainDate): void => {
    for (let due = living.nextDueAfter(day); due !== null && due <= last; due = living.nextDueAfter(due)) {
      living.advance(due);
    }
    day = last;
  };
  let wishedOn = firstDay;
  living.advance(day);
  for (const [position, wish] of random.wishes.entries()) {
    wishedOn = addDays(wishedOn, wish.after);
    until(wishedOn);
    living.wish(wish, wishedOn, position);
  }
  until(addDays(day, 70));
  living.close(day);
  const { life, lines, taken, refused } = living;
  return { life, lines, taken, refused, endedBy: day };
};

const noonOf = (day: PlainDate): Date => new Date(`${day}T12:00:00Z`);
