import { describe, expect, it } from "vitest";
import type { RatePlan } from "@/server/catalog/core";
import { isDomainError, parseRational } from "@/server/kernel";
import type { CreateSubscription, OrderDraft } from "./order-draft";
import { charge, conventions, nine, on, perUnit, ratePlan, twentyNine } from "./orders-test-harness";
import { type OrderState, planOrder } from "./plan-order";

const free = ratePlan("free", [charge("free-fee", { model: "flat", price: "0" })]);
const addOn = ratePlan("storage", [charge("storage-fee", perUnit("2"))], { isAddOn: true });
const parts = ratePlan("parts", [charge("parts-fee", perUnit("10"))], { sellsParts: true });
const oldNine = ratePlan("nine", [charge("old-fee", perUnit("7"))], { version: 0, isOnSale: false });
const tried = ratePlan("tried", [charge("tried-fee", perUnit("9"))], { trialDays: 14 });
const catalog: readonly RatePlan[] = [nine, twentyNine, free, addOn, parts, oldNine, tried];

const wanted = (key: string, quantity: number | string = 1, version?: number) => ({
  ...{ key, quantity },
  ...(version === undefined ? {} : { version }),
});

const draftOf = (change: Partial<CreateSubscription>, order: Partial<OrderDraft> = {}): OrderDraft => ({
  buyer: { kind: "personal", country: "IE", taxId: null },
  currency: "EUR",
  actions: [{ action: "create", interval: "month", ratePlans: [wanted("nine")], ...change }],
  ...order,
});

const plan = (change: Partial<CreateSubscription>, order: Partial<OrderDraft> = {}, state: Partial<OrderState> = {}) =>
  planOrder({ ratePlans: catalog, conventions, coupons: [], ...state }, draftOf(change, order), on("2027-04-01"));

const told = (planned: ReturnType<typeof plan>) => {
  if (!planned.ok) return planned;
  const line = ({ description, servicePeriod, net }: (typeof planned.lines)[number]) =>
    `${description} ${servicePeriod.start} ${net.minor}`;
  return {
    now: planned.lines.map(line),
    future: planned.future.map(({ on: day, lines }) => `${day} ${lines.map(({ net }) => net.minor).join(" ")}`),
  };
};

describe("an order that is refused", () => {
  it.each([
    [{ ratePlans: [] }, {}, "nothing_ordered", {}],
    [{ ratePlans: [wanted("gone")] }, {}, "rate_plan_unknown", { ratePlan: "gone" }],
    [{ ratePlans: [wanted("nine", 1, 7)] }, {}, "rate_plan_unknown", { ratePlan: "nine" }],
    [{ ratePlans: [wanted("nine"), wanted("nine")] }, {}, "rate_plan_twice", { ratePlan: "nine" }],
    [{ ratePlans: [wanted("nine", 0)] }, {}, "quantity_out_of_range", { ratePlan: "nine", min: 1, max: 50 }],
    [{ ratePlans: [wanted("nine", 51)] }, {}, "quantity_out_of_range", { ratePlan: "nine", min: 1, max: 50 }],
    [{ ratePlans: [wanted("nine", "1.5")] }, {}, "quantity_out_of_range", { ratePlan: "nine", min: 1, max: 50 }],
    [{ ratePlans: [wanted("parts", "-0.5")] }, {}, "quantity_out_of_range", { ratePlan: "parts", min: 1, max: 50 }],
    [{ interval: { unit: "week", count: 1 } }, {}, "price_missing", { ratePlan: "nine", currency: "EUR" }],
    [{}, { currency: "GBP", sellerKey: "ireland" }, "price_missing", { ratePlan: "nine", currency: "GBP" }],
    [{ ratePlans: [wanted("storage")] }, {}, "add_on_needs_plan", {}],
    [{ ratePlans: [wanted("free"), wanted("storage")] }, {}, "add_on_needs_plan", {}],
    [
      {},
      { buyer: { kind: "personal", country: "XX", taxId: null } },
      "country_not_served",
      { country: "XX", currency: "EUR" },
    ],
    [{}, { currency: "KWD" }, "currency_not_sold", { country: "IE", currency: "KWD" }],
    [{}, { actions: [] }, "nothing_ordered", {}],
  ] as const)("%o %o: %s", (change, order, refusal, details) => {
    expect(plan(change as Partial<CreateSubscription>, order)).toEqual({ ok: false, refusal, details });
  });

  it("names no more than one subscription at a time", () => {
    const [action] = draftOf({}).actions;
    expect(plan({}, { actions: action ? [action, action] : [] })).toMatchObject({ refusal: "nothing_ordered" });
  });
});

describe("an order that is planned", () => {
  it("bills the first month now and foretells the next", () => {
    expect(told(plan({ ratePlans: [wanted("nine", 3), wanted("storage", 2)] }))).toEqual({
      now: ["nine-fee 2027-04-01 2700", "storage-fee 2027-04-01 400"],
      future: ["2027-05-01 2700 400"],
    });
    expect(told(plan({ interval: "year" }))).toMatchObject({ future: ["2028-04-01 900"] });
    expect(told(plan({ ratePlans: [wanted("parts", "0.25")] }))).toMatchObject({ now: ["parts-fee 2027-04-01 250"] });
  });

  it("takes the version that was promised, and the one on sale where none was", () => {
    expect(told(plan({ ratePlans: [wanted("nine", 1, 0)] }))).toMatchObject({ now: ["old-fee 2027-04-01 700"] });
    expect(told(plan({}))).toMatchObject({ now: ["nine-fee 2027-04-01 900"] });
  });

  it("is sold by the seller of its country, or by the one that was chosen", () => {
    expect(plan({})).toMatchObject({ sellerKey: "ireland", zone: "Europe/Dublin", effectiveOn: "2027-04-01" });
    const chosen = plan({}, { sellerKey: "inc", timeZone: "Asia/Tokyo" });
    expect(chosen).toMatchObject({ sellerKey: "inc", zone: "Asia/Tokyo", currency: "EUR" });
    expect(plan({}, { sellerKey: "inc" })).toMatchObject({ zone: "UTC" });
    expect(plan({}, { currency: null })).toMatchObject({ currency: "EUR" });
  });

  it("costs nothing in a trial, or all at once where the trial is left out", () => {
    const ratePlans = [wanted("tried")];
    expect(told(plan({ ratePlans }))).toEqual({ now: [], future: ["2027-04-15 900"] });
    expect(told(plan({ ratePlans, skipsTrial: true }))).toMatchObject({ now: ["tried-fee 2027-04-01 900"] });
  });

  it("is paid later by the days that coupons add to its trial, in March as many as the calendar has", () => {
    const ratePlans = [wanted("tried")];
    const longer = (days: number) => [{ key: "LONGER", kind: "trial" as const, days }];
    expect(told(plan({ ratePlans }, {}, { coupons: longer(17) }))).toEqual({ now: [], future: ["2027-05-02 900"] });
    const both = [...longer(10), ...longer(7)];
    expect(told(plan({ ratePlans }, {}, { coupons: both }))).toMatchObject({ future: ["2027-05-02 900"] });
    const early = plan({ ratePlans, startsAt: { day: "2027-03-20" } }, {}, { coupons: longer(1) });
    expect(early.ok && early.life.paidFrom).toEqual(on("2027-04-04"));
    const halved = { key: "HALF", kind: "percent" as const, value: parseRational("50"), lastsMonths: 1 };
    expect(told(plan({ ratePlans }, {}, { coupons: [halved, ...longer(17)] }))).toMatchObject({
      future: ["2027-05-02 450", "2027-06-02 900"],
    });
  });

  it("refuses a longer trial where there is none, and an amount in another currency", () => {
    const longer = [{ key: "LONGER", kind: "trial" as const, days: 7 }];
    const needsTrial = { ok: false, refusal: "coupon_needs_trial", details: { coupon: "LONGER" } };
    expect(plan({}, {}, { coupons: longer })).toEqual(needsTrial);
    expect(plan({ ratePlans: [wanted("tried")], skipsTrial: true }, {}, { coupons: longer })).toEqual(needsTrial);
    const isles = [{ key: "ISLES", kind: "amount" as const, amounts: { USD: 200n, GBP: 100n, JPY: 9n } }];
    expect(plan({}, {}, { coupons: isles })).toEqual({
      ok: false,
      refusal: "coupon_not_in_currency",
      details: { coupon: "ISLES", currency: "EUR", currencies: "GBP, JPY and USD" },
    });
  });

  it("begins on the billing day, on the day that was agreed, or is left to the run", () => {
    // 15 of the 31 days from 16 March.
    expect(told(plan({ billingDay: 16 }))).toEqual({ now: ["nine-fee 2027-04-01 435"], future: ["2027-04-16 900"] });
    expect(told(plan({ startsAt: { day: "2027-03-01" } }))).toMatchObject({
      now: ["nine-fee 2027-03-01 900", "nine-fee 2027-04-01 900"],
    });
    const byRun = { ...conventions, documents: { ...conventions.documents, ordersBilled: "with_run" as const } };
    const planned = plan({}, {}, { conventions: byRun });
    expect(planned.ok && [planned.life.lineCount, planned.lines.length]).toEqual([0, 1]);
  });

  it("foretells each invoice at which a coupon or a phase ends", () => {
    const coupons = [
      { key: "HALF", kind: "percent" as const, value: parseRational("50"), lastsMonths: 2 },
      { key: "TENTH", kind: "percent" as const, value: parseRational("10"), lastsMonths: 4 },
      { key: "EVER", kind: "amount" as const, amounts: { EUR: 100n }, lastsMonths: null },
    ];
    // 9.00 halved and less a tenth is 4.05, less 1.00; then 8.10 less 1.00; then 9.00 less 1.00.
    expect(told(plan({ coupons: ["HALF", "TENTH", "EVER"] }, {}, { coupons }))).toEqual({
      now: ["nine-fee 2027-04-01 305"],
      future: ["2027-05-01 305", "2027-06-01 710", "2027-08-01 800"],
    });
    const phases = [
      { intervals: 1, prices: { "nine-fee": perUnit("5") } },
      { intervals: 2, quantity: 4 },
    ];
    expect(told(plan({ phases }))).toEqual({
      now: ["nine-fee 2027-04-01 500"],
      future: ["2027-05-01 3600", "2027-07-01 900"],
    });
  });

  it("takes negotiated prices by charge, and a term with its renewal", () => {
    const prices = { "nine-fee": perUnit("8"), other: perUnit("1") };
    const renewal = { term: { unit: "month", count: 6 }, upliftPercent: "5", noticeDays: 30 } as const;
    const planned = plan({ prices, termMonths: 12, renewal });
    expect(told(planned)).toMatchObject({ now: ["nine-fee 2027-04-01 800"] });
    expect(planned.ok && [planned.life.endsAt, planned.life.renewal?.noticeDays]).toEqual([on("2028-04-01"), 30]);
    const endless = plan({ renewal });
    expect(endless.ok && [endless.life.endsAt, endless.life.renewal]).toEqual([null, null]);
  });
});

describe("what cannot be agreed", () => {
  const fieldOf = (change: Partial<CreateSubscription>): unknown => {
    try {
      return plan(change);
    } catch (error) {
      return isDomainError(error) ? [error.reason, error.details?.field] : error;
    }
  };
  const renewal = { term: { unit: "month", count: 6 }, upliftPercent: "5", noticeDays: 30 } as const;

  it.each([
    [{ termMonths: 0 }, "subscription.term", "term"],
    [{ termMonths: 1.5 }, "subscription.term", "term"],
    [{ termMonths: 1201 }, "subscription.term", "term"],
    [{ termMonths: 12, renewal: { ...renewal, noticeDays: 3651 } }, "subscription.notice", "noticeDays"],
    [{ termMonths: 12, renewal: { ...renewal, noticeDays: 0.5 } }, "subscription.notice", "noticeDays"],
    [{ termMonths: 12, renewal: { ...renewal, upliftPercent: "-1" } }, "subscription.negative_figure", "upliftPercent"],
    [{ phases: [{ intervals: 1201 }] }, "subscription.phases", "phases"],
    [{ phases: Array.from({ length: 25 }, () => ({ intervals: 1 })) }, "subscription.phases", "phases"],
    [{ phases: [{ intervals: 1, quantity: "-2" }] }, "subscription.phases", "phases"],
  ] as const)("%o: %s", (change, reason, field) => {
    expect(fieldOf(change)).toEqual([reason, field]);
  });

  it.each([
    { termMonths: 1 },
    { termMonths: 1200 },
    { termMonths: 12, renewal: { ...renewal, noticeDays: 0, upliftPercent: "0" } },
    { phases: Array.from({ length: 24 }, () => ({ intervals: 1 })) },
  ])("but %o can", (change) => {
    expect(plan(change).ok).toBe(true);
  });
});
