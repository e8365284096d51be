import { describe, expect, it } from "vitest";
import { parseRational } from "@/server/kernel";
import type { Coupon, SubscriptionLife } from "@/server/subscriptions/core";
import { advanceLife } from "./advance-life";
import {
  basis,
  changeTo,
  charge,
  nine,
  on,
  plan,
  request,
  standard,
  start,
  tell,
  unitPrice,
} from "./life-test-harness";

const amount = (key: string, minor: string): Coupon => ({ key, kind: "amount", value: parseRational(minor) });
const percent = (key: string, of: string): Coupon => ({ key, kind: "percent", value: parseRational(of) });
const perCharge = basis({ policy: { ...standard, amountCoupons: "each_charge" } });

const priced = (...prices: readonly string[]) =>
  plan(
    "priced",
    prices.map((price, at) => charge({ key: `c${at + 1}`, price: unitPrice(price) })),
  );

const first = (terms: ReturnType<typeof plan>, coupons: readonly Coupon[], by = basis()): bigint[] => {
  const life: SubscriptionLife = { ...start(terms, "2027-04-01"), coupons };
  return advanceLife(life, by, on("2027-04-01")).lines.map(({ amountMinor }) => amountMinor);
};

describe("a coupon of an amount", () => {
  const thirds = priced("33.33", "33.33", "33.34");

  it("feature F7.4 of 10.00 is shared to the cent: 3.33, 3.33 and 3.34", () => {
    expect(first(thirds, [amount("ten", "1000")])).toEqual([3000n, 3000n, 3000n]);
    expect(first(thirds, [amount("ten", "1000")], perCharge)).toEqual([2333n, 2333n, 2334n]);
  });

  it("feature F7.3 of 5.00 after 10 % leaves 85.00 of 100.00, and before it 85.50", () => {
    const hundred = priced("100");
    expect(first(hundred, [percent("tenth", "10"), amount("five", "500")])).toEqual([8500n]);
    expect(first(hundred, [amount("five", "500"), percent("tenth", "10")])).toEqual([8550n]);
  });

  it("takes no more than there is, and nothing of what costs nothing or is charged once", () => {
    expect(first(priced("3", "0"), [amount("ten", "1000")])).toEqual([0n, 0n]);
    expect(first(priced("0"), [amount("ten", "1000")])).toEqual([0n]);
    const withFee = plan("fee", [charge(), charge({ key: "setup", kind: "one_time", price: unitPrice("50") })]);
    expect(first(withFee, [amount("four", "400"), percent("half", "50")])).toEqual([250n, 2500n]);
    const onceOnly = plan("once", [charge({ kind: "one_time", price: unitPrice("50") })]);
    expect(first(onceOnly, [amount("four", "400")])).toEqual([4600n]);
  });
});

describe("what is used in a trial", () => {
  const calls = charge({
    key: "calls",
    kind: "usage",
    timing: "in_arrears",
    price: unitPrice("2"),
    meter: { key: "calls", aggregation: "sum" },
  });
  const tried = plan("tried", [charge(), calls], { trialDays: 10 });
  const events = [
    { at: new Date("2027-04-05T12:00:00Z"), value: parseRational("3"), key: null, op: "add" as const, meter: "calls" },
    { at: new Date("2027-04-20T12:00:00Z"), value: parseRational("4"), key: null, op: "add" as const, meter: "calls" },
  ];
  const billed = basis({ events });
  const free = basis({ events, policy: { ...standard, trialUsage: "free" } });
  const through = (day: string, by: typeof billed) =>
    advanceLife(start(tried, "2027-04-01", by), by, on(day)).lines.map(tell);

  it("is billed when the trial ends, or is free", () => {
    const fee = "recurring fee 2027-04-11 2027-05-11 900";
    expect(through("2027-04-11", billed)).toEqual(["usage calls 2027-04-01 2027-04-11 600", fee]);
    expect(through("2027-04-11", free)).toEqual([fee]);
    const later = ["usage calls 2027-04-11 2027-05-11 800", "recurring fee 2027-05-11 2027-06-11 900"];
    expect(through("2027-05-11", billed).slice(2).toSorted()).toEqual(later.toSorted());
    expect(through("2027-05-11", free).slice(1).toSorted()).toEqual(later.toSorted());
  });

  it("gives no line where there was none, and is settled with a cancellation or another plan", () => {
    const trial = start(tried, "2027-04-01", billed);
    expect(advanceLife(trial, basis(), on("2027-04-11")).lines.map(tell)).toEqual([
      "recurring fee 2027-04-11 2027-05-11 900",
    ]);
    const ended = request(trial, { kind: "cancel" }, "2027-04-07", { by: billed });
    expect(ended.lines.map(tell)).toEqual(["usage calls 2027-04-01 2027-04-07 600"]);
    const other = request(trial, changeTo(nine), "2027-04-07", { by: billed });
    expect(other.lines.map(tell)).toEqual([
      "usage calls 2027-04-01 2027-04-07 600",
      "recurring fee 2027-04-07 2027-05-07 900",
    ]);
  });
});
