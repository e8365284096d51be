import { describe, expect, it } from "vitest";
import type { LifeBasis } from "@/server/billing/core";
import { isDomainError, parseRational } from "@/server/kernel";
import type { SubscriptionLife } from "@/server/subscriptions/core";
import { charge, conventions, nine, on, perUnit, ratePlan, twentyNine } from "./orders-test-harness";
import { type ChangeState, planChange } from "./plan-change";
import { planOrder } from "./plan-order";
import type { SubscriptionAction } from "./subscription-action";

const yearOnly = ratePlan("year-only", [
  charge("year-fee", perUnit("90"), {
    prices: [{ currency: "EUR", interval: { unit: "year", count: 1 }, terms: perUnit("90") }],
  }),
]);
const ratePlans = [nine, twentyNine, yearOnly];

const customer = { country: "IE", segment: null, channel: null };

const basis: LifeBasis = {
  currency: "EUR",
  zone: "Europe/Dublin",
  policy: conventions.service,
  taxPercent: null,
  closesAt: null,
  events: [],
};

const bought = (terms: { readonly termMonths?: number; readonly renews?: boolean } = {}): SubscriptionLife => {
  const { termMonths, renews } = terms;
  const planned = planOrder(
    { ratePlans, conventions, coupons: [] },
    {
      buyer: { kind: "personal", country: "IE", taxId: null },
      currency: "EUR",
      actions: [
        {
          action: "create",
          interval: "month",
          ratePlans: [{ key: "nine", quantity: 1 }],
          ...(termMonths ? { termMonths } : {}),
          ...(renews
            ? { renewal: { term: { unit: "month" as const, count: 3 }, upliftPercent: "0", noticeDays: 10 } }
            : {}),
        },
      ],
    },
    on("2027-04-01"),
  );
  if (!planned.ok) throw new Error(planned.refusal);
  return planned.life;
};

const stateOf = (life: SubscriptionLife, change: Partial<ChangeState> = {}): ChangeState => ({
  ...{ life, basis, conventions, ratePlans, coupons: [], customer, position: 1 },
  ...change,
});

const change = (action: SubscriptionAction, life = bought(), state: Partial<ChangeState> = {}) => {
  const planned = planChange(stateOf(life, state), action, on("2027-04-11"));
  if (!planned.ok) return planned;
  return {
    life: planned.life,
    amounts: planned.lines.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`),
    waits: planned.life.waiting.map(({ at, change: { kind } }) => `${at.kind === "day" ? at.day : ""} ${kind}`),
  };
};

const refusalOf = (action: SubscriptionAction, life = bought()): unknown => {
  try {
    return change(action, life);
  } catch (error) {
    return isDomainError(error) ? [error.reason, error.details?.field] : error;
  }
};

const now = { kind: "now" } as const;
const toPlan = (key: string, more: object = {}) =>
  ({ action: "change_plan", when: now, interval: "month", ratePlans: [{ key, quantity: null }], ...more }) as const;

describe("a change that is taken now", () => {
  it("gives back two thirds of April and charges as much of what is new", () => {
    expect(change(toPlan("twenty-nine"))).toMatchObject({ amounts: ["credit -600", "recurring 1933"] });
    const three = { action: "change_quantity", when: now, quantity: 3 } as const;
    expect(change(three)).toMatchObject({ amounts: ["credit -600", "recurring 1800"] });
    const price = { action: "change_price", when: now, prices: { "chg_nine-fee": perUnit("6") } } as const;
    expect(change(price)).toMatchObject({ amounts: ["credit -600", "recurring 400"] });
    expect(change({ action: "pause", when: now })).toMatchObject({ amounts: ["credit -600"] });
    expect(change({ action: "cancel", when: now })).toMatchObject({ amounts: ["credit -600"] });
  });

  it("takes the quantity along, or the one that is given, and the coupons, prices and day that come with it", () => {
    const five = change(toPlan("twenty-nine", { ratePlans: [{ key: "twenty-nine", quantity: 5 }] }));
    expect(five).toMatchObject({ amounts: ["credit -600", "recurring 9667"] });
    const half = { key: "HALF", kind: "percent" as const, value: parseRational("50") };
    const agreed = { coupons: ["HALF"], prices: { "twenty-nine-fee": perUnit("20") }, billingDay: 21 };
    // 10 of 31 days from 21 March of half of 20.00.
    expect(change(toPlan("twenty-nine", agreed), bought(), { coupons: [half] })).toMatchObject({
      amounts: ["credit -600", "recurring 323"],
    });
  });

  it("leaves what is charged anew to the run, where the policy says so", () => {
    const byRun = { ...conventions, documents: { ...conventions.documents, ordersBilled: "with_run" as const } };
    expect(change(toPlan("twenty-nine"), bought(), { conventions: byRun })).toMatchObject({ amounts: ["credit -600"] });
  });
});

describe("a change at the time that the policy says", () => {
  const byDirection = { kind: "by_direction" } as const;
  const seats = (quantity: number) => ({ action: "change_quantity", when: byDirection, quantity }) as const;
  const priced = (price: string) =>
    ({ action: "change_price", when: byDirection, prices: { "chg_nine-fee": perUnit(price) } }) as const;
  const downNow = { ...conventions.service, downgrades: "now", upgrades: "period_end" } as const;
  const timed = (action: SubscriptionAction, state: Partial<ChangeState> = {}) => {
    const planned = planChange(stateOf(bought(), state), action, on("2027-04-11"));
    if (!planned.ok) throw new Error(planned.refusal);
    const { byPolicy, life } = planned;
    return [byPolicy?.direction, byPolicy?.from ?? "now", life.waiting.length];
  };

  it("feature F4.3 takes an upgrade now, and a downgrade at the end of what is billed", () => {
    const atTheEnd = on("2027-05-01");
    expect(timed(toPlan("twenty-nine", { when: byDirection }))).toEqual(["upgrade", "now", 0]);
    expect(timed(seats(2))).toEqual(["upgrade", "now", 0]);
    expect(timed(seats(0))).toEqual(["downgrade", atTheEnd, 1]);
    expect(timed(priced("8.99"))).toEqual(["downgrade", atTheEnd, 1]);
    expect(timed(priced("9"))).toEqual(["upgrade", "now", 0]);
    expect(timed({ action: "pause", when: byDirection })).toEqual(["downgrade", atTheEnd, 1]);
    expect(timed({ action: "cancel", when: byDirection })).toEqual(["downgrade", atTheEnd, 1]);
  });

  it("feature F4.3 compares what a month costs: 90.00 a year are 7.50, less than 9.00", () => {
    const yearly = toPlan("year-only", { interval: "year", when: byDirection });
    expect(timed(yearly)).toEqual(["downgrade", on("2027-05-01"), 1]);
    const free = { key: "FREE", kind: "percent" as const, value: parseRational("100") };
    const withCoupon = toPlan("twenty-nine", { when: byDirection, coupons: ["FREE"] });
    expect(timed(withCoupon, { coupons: [free] })).toEqual(["downgrade", on("2027-05-01"), 1]);
  });

  it("feature F4.3 goes by the policy, and says nothing of a time that was chosen", () => {
    const policy = { basis: { ...basis, policy: downNow } };
    expect(timed(seats(2), policy)).toEqual(["upgrade", on("2027-05-01"), 1]);
    expect(timed(seats(0), policy)).toEqual(["downgrade", "now", 0]);
    expect(timed({ ...seats(0), when: now })).toEqual([undefined, "now", 0]);
  });
});

describe("a change for later", () => {
  const seats = { action: "change_quantity", when: { kind: "on", at: { day: "2027-04-20" } }, quantity: 2 } as const;

  it("waits for its day, for the end of the period, or for the renewal of the term", () => {
    expect(change(seats)).toMatchObject({ amounts: [], waits: ["2027-04-20 change_quantity"] });
    expect(change(toPlan("twenty-nine", { when: { kind: "period_end" } }))).toMatchObject({
      waits: ["2027-05-01 change_plan"],
    });
    const termed = bought({ termMonths: 6, renews: true });
    const atTermEnd = { when: { kind: "term_end" } } as const;
    expect(change({ ...seats, ...atTermEnd }, termed)).toMatchObject({ waits: ["2027-10-01 change_quantity"] });
    expect(change({ action: "cancel", ...atTermEnd }, termed)).toMatchObject({ waits: ["2027-10-01 cancel"] });
  });

  it("is taken back alone, by its place, and replaced by one that says so", () => {
    const { life } = change(seats) as Exclude<ReturnType<typeof change>, { ok: false }>;
    expect(change({ action: "undo_change", position: 1 }, life)).toMatchObject({ waits: [] });
    expect(refusalOf({ action: "undo_change", position: 2 }, life)).toEqual([
      "subscription.nothing_to_undo",
      "subscription",
    ]);
    const later = toPlan("twenty-nine", { when: { kind: "period_end" } });
    expect(change(later, life, { position: 2 })).toMatchObject({
      waits: ["2027-04-20 change_quantity", "2027-05-01 change_plan"],
    });
    expect(change({ ...later, replaces: true }, life, { position: 2 })).toMatchObject({
      waits: ["2027-05-01 change_plan"],
    });
  });

  it("may be a price for the plan that waits", () => {
    const { life } = change(toPlan("twenty-nine", { when: { kind: "period_end" } })) as { life: SubscriptionLife };
    const prices = { "chg_twenty-nine-fee": perUnit("25") };
    const price = { action: "change_price", when: { kind: "on", at: { day: "2027-06-01" } }, prices } as const;
    expect(change(price, life, { position: 2 })).toMatchObject({
      waits: ["2027-05-01 change_plan", "2027-06-01 change_price"],
    });
  });
});

describe("what has no day of its own", () => {
  it("moves the billing day, adds a coupon, and agrees on the end of the term", () => {
    expect(change({ action: "move_billing_day", day: 16 })).toMatchObject({ life: { billingDay: 16 }, amounts: [] });
    const tenth = { key: "TENTH", kind: "percent" as const, value: parseRational("10") };
    expect(change({ action: "apply_coupon", coupon: "TENTH" }, bought(), { coupons: [tenth] })).toMatchObject({
      life: { coupons: [tenth] },
    });
    const termed = bought({ termMonths: 6 });
    const renewal = { term: null, upliftPercent: "0", noticeDays: 0 };
    expect(change({ action: "set_renewal", renewal }, termed)).toMatchObject({ life: { renewal: { term: null } } });
    const paused: SubscriptionLife = { ...bought({ termMonths: 6, renews: true }), status: "paused" };
    expect(change({ action: "set_renewal", renewal: null }, paused)).toMatchObject({ life: { renewal: null } });
  });

  it("takes a cancellation back", () => {
    const { life } = change({ action: "cancel", when: { kind: "period_end" } }) as { life: SubscriptionLife };
    expect(change({ action: "undo_cancel" }, life)).toMatchObject({ waits: [] });
  });
});

describe("a change that is refused", () => {
  const ended = (): SubscriptionLife => ({ ...bought(), status: "canceled" });
  const price = (prices: Record<string, ReturnType<typeof perUnit> | null>) =>
    ({ action: "change_price", when: now, prices }) as const;

  it.each([
    [{ action: "change_quantity", when: now, quantity: "-1" }, "subscription.quantity", "quantity"],
    [{ action: "move_billing_day", day: 0 }, "subscription.billing_day", "billingDay"],
    [{ action: "move_billing_day", day: 32 }, "subscription.billing_day", "billingDay"],
    [{ action: "move_billing_day", day: 1.5 }, "subscription.billing_day", "billingDay"],
    [toPlan("nine", { billingDay: 40 }), "subscription.billing_day", "billingDay"],
    [price({}), "subscription.charge_unknown", "prices"],
    [price({ "chg_twenty-nine-fee": perUnit("1") }), "subscription.charge_unknown", "prices"],
    [price({ "chg_nine-fee": perUnit("-1") }), "subscription.negative_figure", "prices"],
    [{ action: "set_renewal", renewal: null }, "subscription.no_term", "renewal"],
    [{ action: "cancel", when: { kind: "term_end" } }, "subscription.no_term_end", "when"],
    [{ action: "change_quantity", when: { kind: "term_end" }, quantity: 2 }, "subscription.no_term_end", "when"],
    [
      { action: "cancel", when: { kind: "on", at: { day: "2027-03-31" } } },
      "subscription.effective_too_early",
      "effective",
    ],
  ] as const)("%o: %s", (action, reason, field) => {
    expect(refusalOf(action)).toEqual([reason, field]);
  });

  it("of what has ended, before what is asked for is read", () => {
    const reason = ["subscription.not_active", "subscription"];
    expect(refusalOf({ action: "change_quantity", when: now, quantity: "-1" }, ended())).toEqual(reason);
    expect(refusalOf({ action: "set_renewal", renewal: null }, ended())).toEqual(reason);
  });

  it("to a plan that is not sold, or not for this interval", () => {
    expect(change(toPlan("gone"))).toEqual({
      ok: false,
      refusal: "rate_plan_unknown",
      details: { ratePlan: "gone" },
    });
    expect(change(toPlan("year-only"))).toMatchObject({ refusal: "price_missing" });
    expect(change(toPlan("year-only", { interval: "year" }))).toMatchObject({
      amounts: ["credit -600", "recurring 9000"],
    });
  });
});
