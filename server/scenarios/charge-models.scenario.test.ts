import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runDueBillRuns } from "@/server/billing";
import { type ChargeDefinition, publishRatePlans, type RatePlanDefinition } from "@/server/catalog";
import { everyOne, type Price, type PriceTerms } from "@/server/catalog/core";
import type { Interval } from "@/server/kernel";
import { changeSubscription } from "@/server/orders";
import { makeId } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { createMeter, recordUsage } from "@/server/usage";
import { explainedLines } from "./explained-lines";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;

const month = everyOne("month");
const quarter: Interval = { unit: "month", count: 3 };

const tier = (up_to: string | null, unit_price: string, flat_fee = "0") => ({ up_to, unit_price, flat_fee, cap: null });
const sum = (key: string) => ({ key, aggregation: "sum" as const });

const usage = (key: string, meter: string, terms: PriceTerms, change: Partial<Price> = {}): ChargeDefinition => ({
  ...{ key, name: key, kind: "usage", meter: sum(meter) },
  prices: [{ currency: "EUR", interval: month, terms, ...change }],
});

const plan = (key: string, charges: RatePlanDefinition["charges"]): RatePlanDefinition => ({
  ...{ productKey: "desk", key, version: 1, name: key, isOnSale: true, isAddOn: false },
  ...{ quantityMin: 1, quantityMax: 500, features: {}, charges },
});

const percentage = { model: "percentage", rate: "2.9", fixed: "0.3", least: null, most: null };

const models = plan("models", [
  usage("Graduated", "units", {
    model: "graduated",
    block: null,
    tiers: [tier("10", "10"), tier("20", "5"), tier(null, "2")],
  }),
  usage("Volume", "units", {
    model: "volume",
    block: null,
    tiers: [tier("10", "4"), tier("20", "3"), tier(null, "2")],
  }),
  usage("Packages", "units", { model: "package", price: "8", size: "10", free: "0" }),
  usage("Stairstep", "units", {
    ...{ model: "stairstep", block: null },
    tiers: [tier("10", "0", "10"), tier("20", "0", "25"), tier("50", "0", "40"), tier(null, "0", "90")],
  }),
  usage("Payments", "payments", { ...percentage, free_events: null, free_amount: null }),
]);

const advanced = plan("advanced", [
  usage("Carried", "carriage", { model: "carried" }),
  usage("Matrix", "calls", {
    ...{ model: "matrix", properties: ["region", "speed"], otherwise: null },
    cells: [
      { values: ["eu", "fast"], price: "0.5" },
      { values: ["us", "fast"], price: "0.25" },
    ],
  }),
  usage("Committed", "units", { model: "per_unit", price: "1" }, { options: { commitment: "60" } }),
  usage("Limited", "units", { model: "per_unit", price: "1" }, { options: { percent_off: "10", maximum: "20" } }),
]);

const quarterly = plan("quarterly", [
  {
    ...{ key: "seats", name: "Seats", kind: "recurring", proration: "none" },
    prices: [{ currency: "EUR", interval: quarter, pricedPer: month, terms: { model: "per_unit", price: "9.99" } }],
  },
]);

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  await publishRatePlans(ctx, [models, advanced, quarterly]);
  const ireland = (await listSellers(ctx)).find(({ key }) => key === "ireland");
  for (const key of ["units", "payments", "carriage", "calls"]) {
    await createMeter(ctx, { sellerId: ireland?.id ?? "", ...sum(key), name: key, unitLabel: "unit" });
  }
});

afterAll(() => company.close());

const subscribe = async (key: string, name: string, interval: Interval = month, quantity = 1) =>
  subscribeInScenario(await company.context(), name, { plan: key, interval, quantity });

type Sent = { readonly meter: string; readonly value: string; readonly properties?: Record<string, string> };

const report = async (subscription: string, ...events: Sent[]) =>
  recordUsage(await company.context(), {
    events: events.map((event) => ({ ...event, subscription, id: makeId("use") })),
  });

const runThrough = async (day: string): Promise<void> => {
  await company.setNow(`${day}T09:00:00Z`);
  await runDueBillRuns(await company.context(), "scenario");
};

/** The sentence of each line that was billed to an account. */
const explained = async (accountId: string): Promise<string[]> =>
  (await explainedLines(company, accountId)).map(({ sentence }) => sentence);

describe("every charge model, sold from the catalog and billed by the run", () => {
  it("feature F1 bills 25 units and one transaction of 200.00", async () => {
    const { accountId, subscriptionId } = await subscribe("models", "ada");
    await report(subscriptionId, { meter: "units", value: "25" }, { meter: "payments", value: "200" });
    await runThrough("2027-05-01");
    expect(await explained(accountId)).toEqual([
      "Graduated: 25 by range = €160.00.",
      "Volume: 25 by range = €50.00.",
      "Packages: 25 in packages of 10 = €24.00.",
      "Stairstep: 25 by range = €40.00.",
      "Payments: 2.9 % of 200.00 and 0.30 each for 1 transaction = €6.10.",
    ]);
    await company.expectProof();
  });

  it("features F1.7, F1.8 and F1.9 bill what events carry and choose, and make usage up to a commitment", async () => {
    const { accountId, subscriptionId } = await subscribe("advanced", "ben");
    const recorded = await report(
      subscriptionId,
      { meter: "carriage", value: "12.345" },
      { meter: "units", value: "25" },
      { meter: "calls", value: "10", properties: { region: "eu", speed: "fast" } },
      { meter: "calls", value: "4", properties: { region: "us", speed: "fast" } },
      { meter: "calls", value: "1", properties: { region: "eu" } },
    );
    expect(recorded).toMatchObject({
      accepted: 4,
      refused: [
        { index: 4, code: "usage.properties_unpriced", message: "There is no price for region eu and speed missing." },
      ],
    });
    await runThrough("2027-06-01");
    // 10 × 0.50 + 4 × 0.25; 60.00 less 25.00; 25.00 less 10 % is above 20.00.
    expect(await explained(accountId)).toEqual([
      "Carried: 12.345 that its events carry = €12.35.",
      "Matrix: 14 by region and speed = €6.00.",
      "Committed: 25 × 1.00 = €25.00.",
      "Up to the minimum commitment: Committed: a minimum of €60.00, less €25.00 of usage = €35.00.",
      "Limited: 25 × 1.00, 10 % off, at most 20.00 = €20.00.",
    ]);
    // 10 of 30 days of 60.00 and of 20.00.
    await company.setNow("2027-06-10T09:00:00Z");
    await report(subscriptionId, { meter: "units", value: "5" });
    await company.setNow("2027-06-11T09:00:00Z");
    const cancel = { action: "cancel", when: { kind: "now" } } as const;
    await changeSubscription(await company.context(), { subscriptionId, action: cancel });
    expect((await explained(accountId)).slice(5)).toEqual([
      "Carried: 0.00 that its events carry = €0.00.",
      "Matrix: 0 by region and speed = €0.00.",
      "Committed: 5 × 1.00 = €5.00.",
      "Up to the minimum commitment: Committed: a minimum of €20.00 for 10 of 30 days, less €5.00 of usage = €15.00.",
      "Limited: 5 × 1.00, 10 % off, at most 20.00, amounts held for 10 of 30 days = €4.50.",
    ]);
    await company.expectProof();
  });

  it("feature F1.11 bills a price per month each quarter, and gives nothing back where the charge says so", async () => {
    const { accountId, subscriptionId } = await subscribe("quarterly", "cleo", quarter, 2);
    await runThrough("2027-07-01");
    const cancel = { action: "cancel", when: { kind: "now" } } as const;
    await changeSubscription(await company.context(), { subscriptionId, action: cancel });
    expect(await explained(accountId)).toEqual(["Seats: 2 × 9.99, 3 times = €59.94."]);
    await company.expectProof();
  });
});
