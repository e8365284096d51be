import fc from "fast-check";
import { parseRational, ZERO } from "@/server/kernel";
import type { ChargePrice } from "@/server/rating/core";
import type { ChargeTerms, PlanTerms, SubscriptionPolicy } from "@/server/subscriptions/core";

/** For tests: random plans, and random conventions to bill them by. */
const number = (min: number, max: number) => fc.integer({ min, max }).map(String).map(parseRational);

const tiers = fc.tuple(number(1, 9), number(1, 9)).map(([low, high]) => [
  { upTo: parseRational("5"), unitPrice: high, flatFee: low, cap: null },
  { upTo: null, unitPrice: low, flatFee: ZERO, cap: null },
]);

const price: fc.Arbitrary<ChargePrice> = fc.oneof(
  number(0, 99).map((amount): ChargePrice => ({ model: "flat", amount })),
  number(0, 99).map((unitPrice): ChargePrice => ({ model: "per_unit", unitPrice })),
  number(1, 99).map((one): ChargePrice => ({ model: "package", size: parseRational("3"), price: one, free: ZERO })),
  fc
    .tuple(fc.constantFrom("graduated" as const, "volume" as const, "stairstep" as const), tiers)
    .map(([model, given]): ChargePrice => ({ model, tiers: given, block: null })),
);

const charges: fc.Arbitrary<ChargeTerms[]> = fc
  .tuple(price, price, price, price, fc.subarray([0, 1, 2, 3], { minLength: 1 }), fc.boolean())
  .map(([fee, base, calls, setup, chosen, isFixed]) => {
    const plain = { quantity: null, meter: null, included: ZERO } as const;
    const all: ChargeTerms[] = [
      { ...plain, key: "fee", kind: "recurring", timing: "in_advance", price: fee },
      {
        ...plain,
        key: "base",
        kind: "recurring",
        timing: "in_arrears",
        price: base,
        quantity: isFixed ? parseRational("1") : null,
      },
      {
        ...plain,
        key: "calls",
        kind: "usage",
        timing: "in_arrears",
        price: calls,
        meter: { key: "calls", aggregation: "sum" },
        included: parseRational("2"),
      },
      { ...plain, key: "setup", kind: "one_time", timing: "in_advance", price: setup },
    ];
    return all.filter((_, at) => chosen.includes(at));
  });

export const anyPlan = (key: string): fc.Arbitrary<PlanTerms> =>
  fc.record({
    key: fc.constant(key),
    interval: fc.record({
      unit: fc.constantFrom("month" as const, "month" as const, "week" as const, "year" as const, "day" as const),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    trialDays: fc.constantFrom(0, 0, 3, 14),
    terms: fc.constantFrom(null, null, null, 6),
    charges,
  });

export const anyPolicy: fc.Arbitrary<SubscriptionPolicy> = fc.record({
  proration: fc.record({
    basis: fc.constantFrom("actual" as const, "second" as const, "fixed_month" as const),
    fixedMonthDays: fc.constantFrom(30, 31),
  }),
  rounding: fc.constantFrom("half_away_from_zero" as const, "half_even" as const, "floor" as const, "ceiling" as const),
  alignment: fc.constant("anniversary" as const),
  credits: fc.constantFrom("prorate" as const, "prorate" as const, "none" as const),
  changeDay: fc.constantFrom("new" as const, "old" as const),
  intervalChange: fc.constantFrom("restart" as const, "keep_anchor" as const),
  rebase: fc.boolean(),
  pause: fc.constantFrom("credit" as const, "no_credit" as const),
  amountCoupons: fc.constantFrom("split" as const, "each_charge" as const),
  trialUsage: fc.constantFrom("billed" as const, "free" as const),
});
