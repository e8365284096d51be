import { asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { subscriptionChanges, subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import { readSubscriptionPage } from "@/server/support";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { tellStories } from "./tell-stories";
import { publishTwoPlans, toTwentyNine } from "./two-plans-in-scenario";

let company: ScenarioCompany;
const stories = tellStories(() => company, { years: 2 });
const { at, day, subscribe, preview, place, runThrough, linesOf } = stories;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  await publishTwoPlans(await company.context());
});

beforeEach(stories.begin);

afterEach(() => company.expectProof());

afterAll(() => company.close());

/** What was promised for the days to come: "05-01 5000". */
const promisedBy = ({ future }: Awaited<ReturnType<typeof preview>>): string[] =>
  future.map(({ on, document }) => `${on.slice(5)} ${document.total.minor}`);

const statusOf = async (subscriptionId: string) => {
  const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId));
  return row;
};

const feeOf = async (plan: string): Promise<string> => {
  const { subscriptionId } = await subscribe(`fee-of-${plan}-${day("04-01")}`);
  if (plan === "twenty-nine") await place(subscriptionId, toTwentyNine);
  const rows = await company.db
    .select({ id: subscriptionCharges.chargeId })
    .from(subscriptionCharges)
    .where(eq(subscriptionCharges.subscriptionId, subscriptionId))
    .orderBy(asc(subscriptionCharges.recordedAt));
  return rows.at(-1)?.id ?? "";
};

const on = (monthAndDay: string) => ({ kind: "on", at: { day: day(monthAndDay) } }) as const;
const perUnit = (price: string) => ({ model: "per_unit", price });

describe("changes that are stacked", () => {
  it("feature F2 stay right when one is taken back: seats on the 5th, the plan on the 20th, the price at renewal", async () => {
    const [nine, twentyNine] = [await feeOf("nine"), await feeOf("twenty-nine")];
    const { accountId, subscriptionId } = await subscribe("stack");
    const seats = { action: "change_quantity", when: on("04-05"), quantity: 2 } as const;
    const plan = { ...toTwentyNine, when: on("04-20") };
    const prices = { [nine]: perUnit("8"), [twentyNine]: perUnit("25") };
    const price = { action: "change_price", when: { kind: "period_end" }, prices } as const;
    // 26 of 30 days of 9.00 are given back, and of 18.00 charged: 7.80 and 15.60.
    expect(promisedBy(await place(subscriptionId, seats))).toEqual(["04-05 780", "05-01 1800", "06-01 1800"]);
    // 15 days of 18.00 are 9.00, less 7.80; 11 of 58.00 are 21.27.
    expect(promisedBy(await place(subscriptionId, plan))).toEqual(["04-05 120", "04-20 2127", "05-01 5800"]);
    expect(promisedBy(await place(subscriptionId, price))).toEqual(["04-05 120", "04-20 2127", "05-01 5000"]);
    const { scheduled } = await readSubscriptionPage(await company.context(), subscriptionId);
    expect(scheduled.map(({ kind, on: from }) => `${from.slice(5)} ${kind}`)).toEqual([
      "04-05 change_quantity",
      "04-20 change_plan",
      "05-01 change_price",
    ]);
    const second = scheduled.find(({ kind }) => kind === "change_plan")?.position ?? 0;
    const undone = await place(subscriptionId, { action: "undo_change", position: second });
    expect(promisedBy(undone)).toEqual(["04-05 780", "05-01 1600", "06-01 1600"]);
    for (const month of ["04-05", "05-01", "06-01"]) await runThrough(month);
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 900 of 900",
      "credit 04-05 05-01 -780 of 780",
      "charge 04-05 05-01 1560 of 780",
      "charge 05-01 06-01 1600 of 1600",
      "charge 06-01 07-01 1600 of 1600",
    ]);
  });

  it("feature F2 give way to one that replaces them, which a cancellation does not", async () => {
    const { subscriptionId } = await subscribe("replace");
    const waits = async () => {
      const { scheduled } = await readSubscriptionPage(await company.context(), subscriptionId);
      return scheduled.map(({ kind, on: from }) => `${from.slice(5)} ${kind}`);
    };
    await place(subscriptionId, { action: "change_quantity", when: on("05-01"), quantity: 4 });
    await place(subscriptionId, { action: "cancel", when: on("08-01") });
    await place(subscriptionId, { ...toTwentyNine, when: on("06-01"), replaces: true });
    expect((await waits()).toSorted()).toEqual(["06-01 change_plan", "08-01 cancel"]);
    const rows = await company.db
      .select({ kind: subscriptionChanges.kind, state: subscriptionChanges.state })
      .from(subscriptionChanges)
      .where(eq(subscriptionChanges.subscriptionId, subscriptionId))
      .orderBy(asc(subscriptionChanges.position));
    expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "change_quantity fallen_away",
      "cancel waiting",
      "change_plan waiting",
    ]);
  });

  it("refuse a price below zero, for a charge that is not sold, or for none, and write nothing", async () => {
    const { subscriptionId } = await subscribe("refused");
    const nine = await feeOf("nine");
    const before = await statusOf(subscriptionId);
    const asked = (prices: Record<string, ReturnType<typeof perUnit>>) =>
      preview(subscriptionId, { action: "change_price", when: { kind: "now" }, prices });
    await expect(asked({})).rejects.toMatchObject({ details: { field: "prices" } });
    await expect(asked({ chg_other: perUnit("1") })).rejects.toMatchObject({ reason: "subscription.charge_unknown" });
    await expect(asked({ [nine]: perUnit("-1") })).rejects.toMatchObject({ reason: "subscription.negative_figure" });
    await expect(asked({ [nine]: perUnit("0.1234567890123") })).rejects.toMatchObject({
      reason: "rate.excess_decimals",
    });
    await expect(asked({ [nine]: perUnit("NaN") })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await statusOf(subscriptionId)).toEqual(before);
  });
});

describe("a term", () => {
  const quarter = { term: { unit: "month", count: 3 }, upliftPercent: "10", noticeDays: 10 } as const;

  it("feature F2 is renewed with its uplift, and ends with the next one where the notice is over", async () => {
    const { accountId, subscriptionId } = await subscribe("termed", { termMonths: 3, renewal: quarter });
    await runThrough("06-01");
    await at("06-22");
    // Nine days before the end are too few: it is renewed at 9.90 once more.
    const ended = await place(subscriptionId, { action: "cancel", when: { kind: "term_end" } });
    expect(promisedBy(ended)).toEqual(["07-01 990", "08-01 990", "09-01 990"]);
    await runThrough("11-01");
    const lines = await linesOf(accountId);
    expect(lines.map((line) => line.split(" ").slice(1, 4).join(" "))).toEqual([
      "04-01 05-01 900",
      "05-01 06-01 900",
      "06-01 07-01 900",
      "07-01 08-01 990",
      "08-01 09-01 990",
      "09-01 10-01 990",
    ]);
    expect(await statusOf(subscriptionId)).toMatchObject({ status: "canceled", endOn: day("10-01") });
  });

  it("feature F2 takes another agreement for its end, and a price that comes with the renewal", async () => {
    const { subscriptionId } = await subscribe("agreed", { termMonths: 3, renewal: quarter });
    const nine = await feeOf("nine");
    const price = { action: "change_price", when: { kind: "term_end" }, prices: { [nine]: perUnit("7") } } as const;
    // The price is agreed for the renewal, which comes at the same instant and raises it.
    expect(promisedBy(await place(subscriptionId, price))).toEqual(["05-01 900", "06-01 900", "07-01 770"]);
    await place(subscriptionId, { action: "set_renewal", renewal: { ...quarter, term: null, upliftPercent: "0" } });
    await runThrough("07-01");
    expect(await statusOf(subscriptionId)).toMatchObject({ status: "active", endOn: null, renewal: null });
    const ofNone = { action: "set_renewal", renewal: null } as const;
    await expect(preview(subscriptionId, ofNone)).rejects.toMatchObject({ reason: "subscription.no_term" });
    const atTermEnd = { action: "cancel", when: { kind: "term_end" } } as const;
    await expect(preview(subscriptionId, atTermEnd)).rejects.toMatchObject({ reason: "subscription.no_term_end" });
  });

  it.each([
    [{ ...quarter, term: { unit: "month", count: 0 } }, "term"],
    [{ ...quarter, noticeDays: -1 }, "noticeDays"],
    [{ ...quarter, upliftPercent: "-3" }, "upliftPercent"],
  ] as const)("refuses a renewal that cannot be: %o", async (renewal, field) => {
    await expect(subscribe(`never-${field}`, { termMonths: 3, renewal })).rejects.toMatchObject({ details: { field } });
  });
});

describe("a subscription in phases", () => {
  it("feature F1 begins at its first price, goes up by the calendar, and each step can be undone", async () => {
    const phases = [
      { intervals: 2, prices: { fee: perUnit("5") } },
      { intervals: 1, prices: { fee: perUnit("7") }, quantity: 2 },
    ];
    const { accountId, subscriptionId } = await subscribe("phased", { phases });
    const { scheduled, nextInvoice } = await readSubscriptionPage(await company.context(), subscriptionId);
    expect(scheduled.map(({ kind, on: from, to }) => `${from.slice(5)} ${kind} ${to}`)).toEqual([
      "06-01 change_price Plan 9 7 EUR",
      "06-01 change_quantity 2",
      "07-01 change_price Plan 9 ",
      "07-01 change_quantity 1",
    ]);
    expect(nextInvoice?.document.total.minor).toBe(500n);
    await place(subscriptionId, { action: "undo_change", position: scheduled[3]?.position ?? 0 });
    for (const month of ["05-01", "06-01", "07-01"]) await runThrough(month);
    // Two at 5.00, one of twice 7.00, and then two at 9.00, since the way back to one seat was undone.
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 500 of 500",
      "charge 05-01 06-01 500 of 500",
      "charge 06-01 07-01 1400 of 1400",
      "charge 07-01 08-01 1800 of 1800",
    ]);
  });

  it.each([
    [[{ intervals: 0 }], "phases"],
    [[{ intervals: 1, quantity: -1 }], "phases"],
  ])("refuses phases that cannot be: %o", async (phases, field) => {
    await expect(subscribe("never-phased", { phases })).rejects.toMatchObject({ details: { field } });
  });
});
