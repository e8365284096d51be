import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, plainDate } from "@/server/kernel";
import { type BillableCharge, type BillingState, planBilling } from "./plan-billing";

const seats: BillableCharge = {
  key: "seats",
  kind: "recurring",
  model: "per_unit",
  interval: { unit: "month", count: 1 },
  quantity: "8",
  unitPrice: "33",
  effectiveFrom: plainDate("2026-11-16"),
  effectiveUntil: null,
  chargedThrough: null,
};
const onboarding: BillableCharge = {
  ...seats,
  key: "onboarding",
  kind: "one_time",
  model: "flat",
  interval: null,
  quantity: "1",
  unitPrice: "1400",
};

const state = (charges: readonly BillableCharge[], anchor = "2026-11-16"): BillingState => ({
  currency: "EUR",
  anchor: plainDate(anchor),
  rounding: "half_away_from_zero",
  charges,
});

const periodsOf = (plan: ReturnType<typeof planBilling>) =>
  plan.lines.map(({ chargeKey, servicePeriod: { start, end }, net }) => [chargeKey, start, end, net.minor]);

describe("planBilling", () => {
  it("bills the first month in advance, and the one-time charge with it", () => {
    const plan = planBilling(state([seats, onboarding]), plainDate("2026-11-16"));
    expect(periodsOf(plan)).toEqual([
      ["seats", "2026-11-16", "2026-12-16", 26_400n],
      ["onboarding", "2026-11-16", "2026-11-16", 140_000n],
    ]);
  });

  it("counts every boundary from the anchor, so that the 31st never drifts", () => {
    const january = { ...seats, effectiveFrom: plainDate("2027-01-31") };
    const plan = planBilling(state([january], "2027-01-31"), plainDate("2027-04-30"));
    expect(periodsOf(plan).map(([, start, end]) => [start, end])).toEqual([
      ["2027-01-31", "2027-02-28"],
      ["2027-02-28", "2027-03-31"],
      ["2027-03-31", "2027-04-30"],
      ["2027-04-30", "2027-05-31"],
    ]);
  });

  it("bills nothing before its time", () => {
    expect(planBilling(state([seats, onboarding]), plainDate("2026-11-15")).lines).toEqual([]);
  });

  it("stops at the end of a charge", () => {
    const ending = { ...seats, effectiveUntil: plainDate("2026-12-16") };
    expect(periodsOf(planBilling(state([ending]), plainDate("2027-06-01")))).toHaveLength(1);
  });

  it("prorates a part of a period by its days: 15 of 30 days of 264.00 are 132.00", () => {
    const until = { ...seats, effectiveUntil: plainDate("2026-12-01") };
    const plan = planBilling(state([until]), plainDate("2026-11-16"));
    expect(periodsOf(plan)).toEqual([["seats", "2026-11-16", "2026-12-01", 13_200n]]);
    expect(plan.lines[0]?.derivation).toMatchObject({ days: "15", of_days: "30" });
  });

  it("adds nothing when it is asked again for any day it has billed through", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }), (first, second) => {
        const through = addDays(seats.effectiveFrom, Math.max(first, second));
        const earlier = addDays(seats.effectiveFrom, Math.min(first, second));
        const plan = planBilling(state([seats, onboarding]), through);
        const billed = [seats, onboarding].map((charge) => ({
          ...charge,
          chargedThrough: plan.chargedThrough.get(charge.key) ?? null,
        }));
        return (
          planBilling(state(billed), through).lines.length === 0 &&
          planBilling(state(billed), earlier).lines.length === 0
        );
      }),
    );
  });
});
