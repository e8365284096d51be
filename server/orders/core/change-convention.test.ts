import { describe, expect, it } from "vitest";
import { advanceService, type LifeBasis, requestChange } from "@/server/billing/core";
import type { SubscriptionLife } from "@/server/subscriptions/core";
import { byConvention, type ChangeConvention, conventionsBeside } from "./change-convention";
import { conventions, nine, on, twentyNine } from "./orders-test-harness";
import { planChange } from "./plan-change";
import { planOrder } from "./plan-order";

const ratePlans = [nine, twentyNine];

const bought = (): SubscriptionLife => {
  const planned = planOrder(
    { ratePlans, conventions, coupons: [] },
    {
      buyer: { kind: "personal", country: "IE", taxId: null },
      currency: "EUR",
      actions: [{ action: "create", interval: "month", ratePlans: [{ key: "nine", quantity: 1 }] }],
    },
    on("2027-05-01"),
  );
  if (!planned.ok) throw new Error(planned.refusal);
  return planned.life;
};

const basisOf = (given: typeof conventions): LifeBasis => ({
  currency: "EUR",
  zone: "Europe/Dublin",
  policy: given.service,
  taxPercent: null,
  closesAt: null,
  events: [],
});

/** To 29.00 on 11 May, and what June then comes to. */
const changed = (convention: ChangeConvention): string[] => {
  const agreed = byConvention(conventions, convention);
  const action = {
    action: "change_plan",
    when: { kind: "now" },
    interval: "month",
    ratePlans: [{ key: "twenty-nine", quantity: null }],
  } as const;
  const state = {
    life: bought(),
    conventions: agreed,
    ratePlans,
    coupons: [],
    customer: { country: "IE", segment: null, channel: null },
    position: 1,
  };
  const planned = planChange({ ...state, basis: basisOf(agreed) }, action, on("2027-05-11"));
  if (!planned.ok) throw new Error(planned.refusal);
  const june = advanceService(planned.life, basisOf(conventions), on("2027-06-01"));
  return [...planned.lines, ...june.lines].map(({ kind, amountMinor }) => `${kind} ${amountMinor}`);
};

describe("a rule that is agreed for one change", () => {
  // 21 of the 31 days of 9.00 and of 29.00 are 6.10 and 19.65, 21 of 30 are 6.30 and 20.30, 20 of 30 are 6.00 and 19.33.
  it.each([
    ["actual_days", ["credit -610", "recurring 1965"]],
    ["months_of_30_days", ["credit -600", "recurring 1933"]],
    ["days_over_360", ["credit -630", "recurring 2030"]],
    ["strict_months_of_30_days", ["credit -600", "recurring 1933"]],
    ["credit", ["credit -610", "recurring 1965"]],
    ["no_credit", ["recurring 1965"]],
    ["nothing_in_between", []],
    ["full_charge", ["credit -610", "recurring 2900"]],
    ["credit_only", ["credit -610"]],
    ["change_day_on_old", ["credit -610", "recurring 1965"]],
  ] as const)("%s comes to %o, and June to 29.00 by each", (convention, now) => {
    expect(changed(convention)).toEqual([...now, "recurring 2900"]);
  });

  it("decides whether the last day of what is cancelled is charged", () => {
    const cancel = (convention: ChangeConvention) => {
      const request = { change: { kind: "cancel" as const }, effective: null, isAtPeriodEnd: false, position: 1 };
      const by = basisOf(byConvention(conventions, convention));
      return requestChange(bought(), request, on("2027-05-11"), by).lines.map(({ amountMinor }) => amountMinor);
    };
    // 21 and 20 of 31 days.
    expect([cancel("change_day_on_new"), cancel("change_day_on_old")]).toEqual([[-610n], [-581n]]);
  });
});

describe("the rules beside a policy", () => {
  const { service } = conventions;
  const otherDays = ["months_of_30_days", "days_over_360", "strict_months_of_30_days"] as const;
  it.each([
    [service, false, [...otherDays, "seconds", "no_credit", "nothing_in_between", "full_charge", "credit_only"]],
    [service, true, [...otherDays, "seconds", "no_credit", "change_day_on_old"]],
    [
      { ...service, credits: "none", changeDay: "old", parts: "full" },
      false,
      [...otherDays, "seconds", "credit", "nothing_in_between", "credit_only"],
    ],
    [{ ...service, changeDay: "old" }, true, [...otherDays, "seconds", "no_credit", "change_day_on_new"]],
    [
      { ...service, proration: { basis: "fixed_month", fixedMonthDays: 30 }, parts: "none" },
      false,
      ["actual_days", ...otherDays.slice(1), "seconds", "no_credit", "full_charge", "credit_only"],
    ],
    [
      { ...service, proration: { basis: "second", fixedMonthDays: 30 }, parts: "credit_only" },
      false,
      ["no_credit", "nothing_in_between", "full_charge"],
    ],
    [{ ...service, proration: { basis: "second", fixedMonthDays: 30 } }, true, ["no_credit"]],
  ] as const)("are those that it has not: %#", (policy, isCancellation, expected) => {
    expect(conventionsBeside(policy, isCancellation)).toEqual(expected);
  });
});
