import fc from "fast-check";
import type { PlanTerms, SubscriptionPolicy } from "@/server/subscriptions/core";
import { anyCharges } from "./random-charges-test-harness";

/** For tests: random plans, and random conventions to bill them by. */
export const anyPlan = (key: string): fc.Arbitrary<PlanTerms> =>
  fc.record({
    key: fc.constant(key),
    interval: fc.record({
      unit: fc.constantFrom("month" as const, "month" as const, "week" as const, "year" as const, "day" as const),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    trialDays: fc.constantFrom(0, 0, 3, 14),
    terms: fc.constantFrom(null, null, null, 6),
    charges: anyCharges,
  });

export const anyPolicy: fc.Arbitrary<SubscriptionPolicy> = fc.record({
  proration: fc.record({
    basis: fc.constantFrom(
      "actual" as const,
      "second" as const,
      "fixed_month" as const,
      "actual_360" as const,
      "strict_30_360" as const,
    ),
    fixedMonthDays: fc.constantFrom(30, 31),
  }),
  rounding: fc.constantFrom("half_away_from_zero" as const, "half_even" as const, "floor" as const, "ceiling" as const),
  alignment: fc.constant("anniversary" as const),
  credits: fc.constantFrom("prorate" as const, "prorate" as const, "none" as const),
  changeDay: fc.constantFrom("new" as const, "old" as const),
  intervalChange: fc.constantFrom("restart" as const, "keep_anchor" as const),
  rebase: fc.boolean(),
  downgrades: fc.constant("period_end" as const),
  upgrades: fc.constant("now" as const),
  pause: fc.constantFrom("credit" as const, "no_credit" as const),
  parts: fc.constantFrom(
    "prorated" as const,
    "prorated" as const,
    "none" as const,
    "full" as const,
    "credit_only" as const,
  ),
  amountCoupons: fc.constantFrom("split" as const, "each_charge" as const),
  trialUsage: fc.constantFrom("billed" as const, "free" as const),
});
