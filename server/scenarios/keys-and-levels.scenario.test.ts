import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { previewNextInvoice, runDueBillRuns } from "@/server/billing";
import { type ChargeDefinition, publishRatePlans } from "@/server/catalog";
import { everyOne, type MeterAggregation } from "@/server/catalog/core";
import { formatRational } from "@/server/kernel";
import { changeSubscription, estimateOffers } from "@/server/orders";
import { makeId } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { createMeter, listUsage, recordUsage } from "@/server/usage";
import { explainedLines } from "./explained-lines";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { planInScenario, subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;

const usage = (key: string, aggregation: MeterAggregation, price: string): ChargeDefinition => ({
  ...{ key, name: key, kind: "usage", meter: { key, aggregation } },
  prices: [{ currency: "EUR", interval: everyOne("month"), terms: { model: "per_unit", price } }],
});

// Dublin is one hour ahead of UTC from April to October: its days begin at 23:00 of the day before.
const midnight = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 3_600_000).toISOString();

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  const seats: ChargeDefinition = {
    ...{ key: "seats", name: "Seats", kind: "recurring", model: "per_unit" },
    prices: { EUR: { month: "0" } },
  };
  await publishRatePlans(ctx, [
    planInScenario("storage", "Storage", [usage("stored", "weighted_sum", "0.1"), seats]),
    planInScenario("people", "People", [usage("users", "count_unique", "4")]),
    planInScenario("mistaken", "Mistaken", [usage("calls", "count_unique", "4")]),
  ]);
  const sellerId = (await listSellers(ctx)).find(({ key }) => key === "ireland")?.id ?? "";
  const meter = { sellerId, unitLabel: "unit" };
  await createMeter(ctx, { ...meter, key: "stored", name: "Stored", aggregation: "weighted_sum" });
  await createMeter(ctx, {
    ...{ ...meter, key: "users", name: "Users", aggregation: "count_unique" },
    keyProperty: "user",
  });
  await createMeter(ctx, { ...meter, key: "calls", name: "Calls", aggregation: "sum" });
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const subscribe = async (plan: string, name: string) =>
  subscribeInScenario(await company.context(), name, { plan, interval: everyOne("month") });

const report = async (subscription: string, meter: string, ...events: readonly object[]) =>
  recordUsage(await company.context(), {
    events: events.map((event) => ({ id: makeId("use"), subscription, meter, ...event })),
  });

const runThrough = async (day: string): Promise<void> => {
  await company.setNow(`${day}T09:00:00Z`);
  await runDueBillRuns(await company.context(), "scenario");
};

/** The sentences of the usage that was billed to an account. */
const explained = async (accountId: string): Promise<string[]> =>
  (await explainedLines(company, accountId)).flatMap(({ description, sentence }) =>
    description === "Seats" ? [] : sentence,
  );

const level = (value: string, day: string, op: "add" | "set" = "set") => ({ value, op, timestamp: midnight(day) });

// 100 for 10 days and 250 for 20; 250 for 15 days and 200 for 16; 200 all through June.
const threeMonths = [
  "stored: 200 × 0.10, a level of 6,000 units × days over 30 days = €20.00.",
  "stored: 224.193548… × 0.10, a level of 6,950 units × days over 31 days = €22.42.",
  "stored: 200 × 0.10, a level of 6,000 units × days over 30 days = €20.00.",
];

describe("a level that is weighted by the time for which it stood", () => {
  it("feature F5.2 is 200 units for 100 in 10 of 30 days and 250 in 20, and goes on into the next month", async () => {
    const { accountId, subscriptionId } = await subscribe("storage", "ada");
    const late = await subscribe("storage", "ben");
    await company.setNow("2027-04-16T09:00:00Z");
    for (const id of [subscriptionId, late.subscriptionId]) {
      expect(await report(id, "stored", level("250", "2027-04-11"), level("100", "2027-04-01"))).toMatchObject({
        accepted: 2,
      });
    }
    // By 10:00 in Dublin on the 16th: 100 for 240 hours, and 250 for 130, of 720 hours.
    const [stored] = await listUsage(await company.context(), subscriptionId);
    expect(stored && [stored.meter.key, formatRational(stored.quantity)]).toEqual(["stored", "2825/36"]);
    const next = await previewNextInvoice(await company.context(), subscriptionId);
    expect(next?.document.lines.map(({ quantity, net }) => [quantity, net.minor])).toContainEqual(["200", 2000n]);
    await runThrough("2027-05-01");
    expect(await explained(accountId)).toEqual(threeMonths.slice(0, 1));
    await company.setNow("2027-05-20T09:00:00Z");
    for (const id of [subscriptionId, late.subscriptionId]) {
      await report(id, "stored", level("-50", "2027-05-16", "add"));
    }
    await runThrough("2027-06-01");
    await runThrough("2027-07-01");
    await runThrough("2027-07-01");
    expect(await explained(accountId)).toEqual(threeMonths);
    expect(await explained(late.accountId)).toEqual(threeMonths);
  });

  it("is billed the same when three months are billed at once", async () => {
    await company.setNow("2027-07-01T09:00:00Z");
    const { accountId, subscriptionId } = await subscribe("storage", "cleo");
    await company.setNow("2027-10-01T09:00:00Z");
    await report(subscriptionId, "stored", level("300", "2027-07-01"), level("600", "2027-09-01"));
    await runThrough("2027-10-01");
    expect(await explained(accountId)).toEqual([
      "stored: 300 × 0.10, a level of 9,300 units × days over 31 days = €30.00.",
      "stored: 300 × 0.10, a level of 9,300 units × days over 31 days = €30.00.",
      "stored: 600 × 0.10, a level of 18,000 units × days over 30 days = €60.00.",
    ]);
  });

  it("is shared by the parts of a period that a change cuts, and right again after an event that came late", async () => {
    await company.setNow("2028-04-01T09:00:00Z");
    const { accountId, subscriptionId } = await subscribe("storage", "dora");
    await report(subscriptionId, "stored", level("100", "2028-04-01"));
    await company.setNow("2028-04-16T09:00:00Z");
    await changeSubscription(await company.context(), {
      subscriptionId,
      action: { action: "change_quantity", quantity: "2", when: { kind: "now" } },
    });
    await runThrough("2028-05-01");
    // April is settled; what was reported of it late holds from May on.
    await report(subscriptionId, "stored", level("400", "2028-04-25"));
    await runThrough("2028-06-01");
    expect(await explained(accountId)).toEqual([
      "stored: 50 × 0.10, a level of 1,500 units × days over 30 days = €5.00.",
      "stored: 50 × 0.10, a level of 1,500 units × days over 30 days = €5.00.",
      "stored: 400 × 0.10, a level of 12,400 units × days over 31 days = €40.00.",
    ]);
  });
});

describe("an estimate", () => {
  it("page P3.1 takes 200 units and 3 keys as what a month comes to", async () => {
    const asked = { country: "IE", currency: null, buyer: "business", term: "month", seats: 1 } as const;
    const usage = { stored: 200n, users: 3n };
    const { estimates } = await estimateOffers(await company.context(), { ...asked, product: "desk", usage });
    const netOf = (plan: string) => estimates.find(({ ratePlanKey }) => ratePlanKey === plan)?.netMinor;
    expect([netOf("storage"), netOf("people")]).toEqual([2000n, 1200n]);
  });
});

describe("different keys", () => {
  it("feature F5.2 are 3 where 3 users were seen 7 times, and counted anew in the next month", async () => {
    await company.setNow("2028-07-01T09:00:00Z");
    const { accountId, subscriptionId } = await subscribe("people", "eve");
    const seen = ["ann", "bob", "ann", "cy", "bob", "ann", "ann"].map((user) => ({ properties: { user } }));
    expect(await report(subscriptionId, "users", ...seen)).toMatchObject({ accepted: 7 });
    const [users] = await listUsage(await company.context(), subscriptionId);
    expect(users?.quantity).toEqual({ n: 3n, d: 1n });
    await company.setNow("2028-08-02T09:00:00Z");
    await report(subscriptionId, "users", { properties: { user: "ann" } });
    await runThrough("2028-09-01");
    expect(await explained(accountId)).toEqual([
      "users: 3 × 4.00, 3 different keys in 7 events = €12.00.",
      "users: 1 × 4.00, 1 key in 1 event = €4.00.",
    ]);
  });

  it("are refused where an event names none, or says what its meter does not take", async () => {
    const { subscriptionId } = await subscribe("people", "flo");
    const { refused } = await report(
      subscriptionId,
      "users",
      {},
      { properties: { user: "" } },
      { value: "2", properties: { user: "ann" } },
      { op: "set", properties: { user: "ann" } },
    );
    expect(refused.map(({ code, field }) => [code, field])).toEqual([
      ["usage.key_missing", "properties.user"],
      ["usage.key_missing", "properties.user"],
      ["usage.value_not_one", "value"],
      ["usage.op_not_taken", "op"],
    ]);
    const below = await report(subscriptionId, "stored", { value: "-1", op: "set" }, { value: "1", op: "lift" });
    expect(below.refused.map(({ code, field }) => [code, field])).toEqual([
      ["usage.value_negative", "value"],
      ["usage.event_malformed", "op"],
    ]);
  });

  it("of a meter that names none stop the bill run of their account, with the reason", async () => {
    const { accountId, subscriptionId } = await subscribe("mistaken", "gus");
    await report(subscriptionId, "calls", { value: "1" });
    await expect(previewNextInvoice(await company.context(), subscriptionId)).rejects.toMatchObject({
      reason: "usage.meter_differs",
    });
    expect(await explained(accountId)).toEqual([]);
  });
});
