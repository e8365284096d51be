import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, comparePoints, daysBetween, exactMinor, localDayOf, type PlainDate, sumMinor } from "@/server/kernel";
import { fullPeriodAt, type PlanTerms, type SubscriptionLife } from "@/server/subscriptions/core";
import { advanceLife } from "./advance-life";
import type { LifeBasis, ServiceLine } from "./life-basis";
import { charge, plan, standard, unitPrice } from "./life-test-harness";
import { amountOfLine } from "./line-factors";
import {
  anyLife,
  anyWishes,
  firstDay,
  liveLife,
  pointOf,
  type RandomLife,
  type Wish,
  wholeInAnyMonth,
} from "./random-life-test-harness";
import { readFactors, writeFactors } from "./write-factors";

const anyRuns = 2000;
const exactRuns = 8000;
const timeoutMs = 120_000;

const isOverlapping = (a: ServiceLine, b: ServiceLine): boolean =>
  comparePoints(a.period.start, b.period.end, "UTC") < 0 && comparePoints(b.period.start, a.period.end, "UTC") < 0;

describe("10,000 random lives", () => {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

  it(
    "bill nothing twice, and give back no more than was billed",
    () => {
      fc.assert(
        fc.property(anyLife, (random) => {
          const again: PlainDate[] = [];
          const { lines, taken } = liveLife(random, ({ day, life }) => {
            if (advanceLife(life, basisOf(random), pointOf(day, random.policy)).lines.length > 0) again.push(day);
            count(life.status);
          });
          expect(again).toEqual([]);
          for (const kind of taken) count(kind);
          for (const model of random.plans.flatMap(({ charges }) => charges.map(({ price }) => price.model)))
            count(model);
          for (const option of optionsOf(random)) count(option);
          expect(doublyCharged(lines)).toEqual([]);
          expect(overCredited(lines)).toEqual([]);
          expect(lines.filter((line) => !isWorkedOutAgain(line))).toEqual([]);
        }),
        { numRuns: anyRuns },
      );
    },
    timeoutMs,
  );

  it("have every kind of wish, model and option among them", () => {
    const wanted = [
      "change_plan",
      "change_quantity",
      "change_price",
      "pause",
      "resume",
      "cancel",
      "undo_cancel",
      "move_billing_day",
      "usage",
    ];
    const models = ["flat", "per_unit", "package", "graduated", "volume", "stairstep"];
    const options = ["split", "each_charge", "billed", "free"];
    const states = ["trialing", "active", "paused", "canceled", "expired"];
    expect([...wanted, ...models, ...options, ...states].filter((name) => !counts.has(name))).toEqual([]);
  });

  const kinds = ["change_plan", "change_quantity", "change_price", "pause", "resume", "undo_cancel", "cancel"] as const;
  const exact = (key: string, multiple: number): PlanTerms =>
    plan(key, [charge({ price: unitPrice(`${multiple * wholeInAnyMonth}/100`) })]);
  const plans = [exact("a", 1), exact("b", 2), exact("c", 5)] as const;

  it(
    "come to the price of each day on which they ran, whatever was changed, taken back or undone on the way",
    () => {
      const wishes = anyWishes(kinds).map((all) => all.map((wish): Wish => ({ ...wish, isAtPeriodEnd: false })));
      fc.assert(
        fc.property(wishes, fc.option(fc.integer({ min: 1, max: 31 })), (given, billingDay) => {
          const random: RandomLife = { plans, policy: standard, billingDay, wishes: given };
          const lived = new Map<PlainDate, SubscriptionLife>();
          const { lines, endedBy } = liveLife(random, ({ from, life }) => {
            for (const later of [...lived.keys()].filter((day) => day >= from)) lived.delete(later);
            lived.set(from, life);
          });
          let expected = 0n;
          let current: SubscriptionLife | undefined;
          for (let day = firstDay; day < endedBy; day = addDays(day, 1)) {
            current = lived.get(day) ?? current;
            expected += priceOfDay(current, day);
          }
          expect(sumMinor(lines.map(({ amountMinor }) => amountMinor))).toBe(expected);
        }),
        { numRuns: exactRuns },
      );
    },
    timeoutMs,
  );
});

/** Of a charge in arrears no time is charged twice. */
const doublyCharged = (lines: readonly ServiceLine[]): string[] => {
  const arrears = lines.filter(({ kind, chargeKey }) => kind === "usage" || chargeKey === "base");
  return arrears.flatMap((line, at) =>
    arrears
      .slice(at + 1)
      .filter((other) => other.chargeKey === line.chargeKey && isOverlapping(line, other))
      .map((other) => `${line.no} and ${other.no}`),
  );
};

/** Lines of which more was given back than they were billed at, or the same time twice. */
const overCredited = (lines: readonly ServiceLine[]): string[] =>
  lines.flatMap((line) => {
    const credits = lines.filter(({ creditsNo }) => creditsNo === line.no);
    const isTwice = credits.some((credit, at) => credits.slice(at + 1).some((other) => isOverlapping(credit, other)));
    const isTooMuch = sumMinor(credits.map(({ amountMinor }) => amountMinor)) + line.amountMinor < 0n;
    return line.kind !== "credit" && (isTwice || isTooMuch) ? [`${line.no}`] : [];
  });

/** What is kept with a line gives its amount, once it has been written down and read again. */
const isWorkedOutAgain = ({ factors, amountMinor }: ServiceLine): boolean => {
  const kept = readFactors(JSON.parse(JSON.stringify(writeFactors(factors))));
  return kept !== null && amountOfLine(kept, "EUR") === amountMinor;
};

const priceOfDay = (life: SubscriptionLife | undefined, day: PlainDate): bigint => {
  if (life?.status !== "active") return 0n;
  const agreed = life.overrides.fee;
  const multiple = { a: 1n, b: 2n, c: 5n }[life.plan.key] ?? 0n;
  const price =
    agreed?.model === "per_unit" ? exactMinor(agreed.unitPrice, "EUR").n : multiple * BigInt(wholeInAnyMonth);
  const { start, end } = fullPeriodAt(life.grids, { kind: "day", day }, "UTC");
  const days = daysBetween(localDayOf(start, "UTC"), localDayOf(end, "UTC"));
  return (price * life.quantity.n) / BigInt(days);
};

const basisOf = ({ policy }: RandomLife): LifeBasis => ({
  currency: "EUR",
  zone: "UTC",
  policy,
  taxPercent: null,
  closesAt: null,
  events: [],
});

const optionsOf = ({ policy }: RandomLife): string[] => [
  policy.proration.basis,
  policy.credits,
  policy.changeDay,
  policy.intervalChange,
  policy.pause,
  policy.amountCoupons,
  policy.trialUsage,
  policy.rounding,
];
