import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, parseRational, plainDate } from "@/server/kernel";
import { advanceLife } from "./advance-life";
import { basis, charge, on, plan, start, tell, unitPrice } from "./life-test-harness";
import { writeFactors } from "./write-factors";

const seats = charge({ key: "seats", price: unitPrice("33"), quantity: parseRational("8") });
const onboarding = charge({
  key: "onboarding",
  kind: "one_time",
  price: { model: "flat", amount: parseRational("1400") },
});
const begun = (day: string, charges = [seats, onboarding]) => start(plan("team", charges), day);

describe("service billed in advance", () => {
  it("is billed for the first month as it starts, and the one-time charge with it", () => {
    const { lines } = advanceLife(begun("2026-11-16"), basis(), on("2026-11-16"));
    expect(lines.map(tell)).toEqual([
      "recurring seats 2026-11-16 2026-12-16 26400",
      "one_time onboarding 2026-11-16 2026-11-16 140000",
    ]);
  });

  it("counts every boundary from the anchor, so that the 31st never drifts", () => {
    const { lines } = advanceLife(begun("2027-01-31", [seats]), basis(), on("2027-04-30"));
    expect(lines.map(tell)).toEqual([
      "recurring seats 2027-01-31 2027-02-28 26400",
      "recurring seats 2027-02-28 2027-03-31 26400",
      "recurring seats 2027-03-31 2027-04-30 26400",
      "recurring seats 2027-04-30 2027-05-31 26400",
    ]);
  });

  it("is not billed before its time", () => {
    expect(advanceLife(begun("2026-11-16"), basis(), on("2026-11-15")).lines).toEqual([]);
  });

  it("stops where the subscription ends", () => {
    const ending = { ...begun("2026-11-16", [seats]), endsAt: on("2026-12-16") };
    expect(advanceLife(ending, basis(), on("2027-06-01")).lines).toHaveLength(1);
  });

  it("is prorated by its days: 15 of 30 days of 264.00 are 132.00", () => {
    const ending = { ...begun("2026-11-16", [seats]), endsAt: on("2026-12-01") };
    const { lines } = advanceLife(ending, basis(), on("2026-11-16"));
    expect(lines.map(tell)).toEqual(["recurring seats 2026-11-16 2026-12-01 13200"]);
    expect(lines.map(({ factors }) => writeFactors(factors))).toMatchObject([{ days: "15", of_days: "30" }]);
  });

  it("adds nothing when it is asked for again, for any day it is billed through", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }), (first, second) => {
        const dayAfter = (days: number) => on(addDays(plainDate("2026-11-16"), days));
        const { life } = advanceLife(begun("2026-11-16"), basis(), dayAfter(Math.max(first, second)));
        return (
          advanceLife(life, basis(), dayAfter(Math.max(first, second))).lines.length === 0 &&
          advanceLife(life, basis(), dayAfter(Math.min(first, second))).lines.length === 0
        );
      }),
    );
  });
});
