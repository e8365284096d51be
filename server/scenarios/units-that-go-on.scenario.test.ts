import { and, asc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoiceLines, invoices } from "@/db/schema/invoices";
import { subscriptionCharges } from "@/db/schema/subscriptions";
import { runDueBillRuns } from "@/server/billing";
import { type ChargeDefinition, publishRatePlans } from "@/server/catalog";
import { everyOne, type Rollover } from "@/server/catalog/core";
import { voidInvoice } from "@/server/corrections";
import { formatRational } from "@/server/kernel";
import { changeSubscription } from "@/server/orders";
import { makeId } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { createMeter, listUsage, recordUsage } from "@/server/usage";
import { explainedLines } from "./explained-lines";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { planInScenario, subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;

const calls = (rollover: Rollover): ChargeDefinition => ({
  ...{ key: "calls", name: "Calls", kind: "usage", meter: { key: "calls", aggregation: "sum" } },
  ...{ included: "1000", rollover },
  prices: [{ currency: "EUR", interval: everyOne("month"), terms: { model: "per_unit", price: "0.05" } }],
});

const seats: ChargeDefinition = {
  ...{ key: "seats", name: "Seats", kind: "recurring", model: "per_unit" },
  prices: { EUR: { month: "1" } },
};

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  await publishRatePlans(ctx, [
    planInScenario("month", "A month", [calls({ periods: 1 }), seats]),
    planInScenario("other", "Another one", [calls({ periods: 1 }), seats]),
    planInScenario("limited", "At most 500", [calls({ units: "500" }), seats]),
  ]);
  const sellerId = (await listSellers(ctx)).find(({ key }) => key === "ireland")?.id ?? "";
  await createMeter(ctx, { sellerId, key: "calls", name: "Calls", unitLabel: "call", aggregation: "sum" });
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const subscribe = async (plan: string, name: string) =>
  subscribeInScenario(await company.context(), name, { plan, interval: everyOne("month") });

/** So many calls at noon of a day. */
const call = async (subscription: string, day: string, value: string): Promise<void> => {
  const event = { id: makeId("use"), subscription, meter: "calls", value, timestamp: `${day}T12:00:00Z` };
  expect(await recordUsage(await company.context(), { events: [event] })).toMatchObject({ accepted: 1 });
};

const runThrough = async (day: string): Promise<void> => {
  await company.setNow(`${day}T09:00:00Z`);
  await runDueBillRuns(await company.context(), "scenario");
};

const linesOf = (accountId: string) =>
  company.db
    .select({ line: invoiceLines })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .where(and(eq(invoiceLines.accountId, accountId), eq(invoiceLines.description, "Calls")))
    .orderBy(asc(invoices.postedAt), asc(invoiceLines.serviceStartOn), asc(invoiceLines.position));

/** The sentences of the usage that was billed to an account. */
const explained = async (accountId: string): Promise<string[]> =>
  (await explainedLines(company, accountId)).flatMap(({ description, sentence }) =>
    description === "Calls" ? sentence : [],
  );

const carriedBy = async (subscriptionId: string) => {
  const [row] = await company.db
    .select({ carried: subscriptionCharges.carried })
    .from(subscriptionCharges)
    .where(
      and(
        eq(subscriptionCharges.subscriptionId, subscriptionId),
        eq(subscriptionCharges.kind, "usage"),
        isNull(subscriptionCharges.supersededAt),
      ),
    );
  return row?.carried ?? null;
};

// 1,000 a month that go on for one month, and 0.05 for each call beyond.
const fourMonths = [
  "Calls: 600 × 0.05, 1,000 included, 1,000 granted and 0 carried in, 600 drawn, 0 expired, 400 carried out = €0.00.",
  "Calls: 1,300 × 0.05, 1,400 included, 1,000 granted and 400 carried in, 1,300 drawn, 0 expired, 100 carried out = €0.00.",
  "Calls: 900 × 0.05, 1,100 included, 1,000 granted and 100 carried in, 900 drawn, 0 expired, 200 carried out = €0.00.",
  "Calls: 1,400 × 0.05, 1,200 included, 1,000 granted and 200 carried in, 1,200 drawn, 0 expired, 0 carried out = €10.00.",
];

const used = ["600", "1300", "900", "1400"] as const;

const callInMonth = (subscriptionId: string, year: string, at: number): Promise<void> =>
  call(subscriptionId, `${year}-0${at + 4}-10`, used[at] ?? "0");

describe("included units that go on for one month", () => {
  it("feature F1.10 are drawn first: 600, 1,300 and 900 are free, of 1,400 are 200 beyond what is left", async () => {
    const { accountId, subscriptionId } = await subscribe("month", "ada");
    for (const at of used.keys()) {
      await company.setNow(`2027-0${at + 4}-10T15:00:00Z`);
      await callInMonth(subscriptionId, "2027", at);
      if (at === 1) {
        const [calls] = await listUsage(await company.context(), subscriptionId);
        expect(calls && [formatRational(calls.quantity), formatRational(calls.included)]).toEqual(["1300", "1400"]);
      }
      await runThrough(`2027-0${at + 5}-01`);
      await runThrough(`2027-0${at + 5}-01`);
    }
    expect(await explained(accountId)).toEqual(fourMonths);
    expect(await carriedBy(subscriptionId)).toEqual([]);
  });

  it("are the same after a void whose lines are billed again, and end with their month where they are not used", async () => {
    await company.setNow("2028-04-01T09:00:00Z");
    const { accountId, subscriptionId } = await subscribe("month", "cleo");
    await company.setNow("2028-04-02T09:00:00Z");
    await call(subscriptionId, "2028-04-01", "1100");
    await runThrough("2028-05-01");
    const [first] = await linesOf(accountId);
    const correction = { invoiceId: first?.line.invoiceId ?? "", reason: "Wrong address", requestKey: "void-cleo" };
    await voidInvoice(await company.context(), { ...correction, billsAgain: true });
    await company.setNow("2028-05-20T09:00:00Z");
    await call(subscriptionId, "2028-05-10", "100");
    await runThrough("2028-06-01");
    await runThrough("2028-07-01");
    const overage =
      "Calls: 1,100 × 0.05, 1,000 included, 1,000 granted and 0 carried in, 1,000 drawn, 0 expired, 0 carried out = €5.00.";
    expect(await explained(accountId)).toEqual([
      overage,
      overage,
      "Calls: 100 × 0.05, 1,000 included, 1,000 granted and 0 carried in, 100 drawn, 0 expired, 900 carried out = €0.00.",
      "Calls: 0 × 0.05, 1,900 included, 1,000 granted and 900 carried in, 0 drawn, 900 expired, 1,000 carried out = €0.00.",
    ]);
    expect(await carriedBy(subscriptionId)).toEqual([{ units: "1000", until: { day: "2028-08-01" } }]);
  });

  it("are granted by the days of each part where a change cuts a month, and end with their charge", async () => {
    await company.setNow("2029-04-01T09:00:00Z");
    const { accountId, subscriptionId } = await subscribe("month", "dora");
    await company.setNow("2029-04-16T09:00:00Z");
    await call(subscriptionId, "2029-04-10", "200");
    await changeSubscription(await company.context(), {
      subscriptionId,
      action: { action: "change_quantity", quantity: "2", when: { kind: "now" } },
    });
    await company.setNow("2029-04-21T09:00:00Z");
    await call(subscriptionId, "2029-04-20", "750");
    await runThrough("2029-05-01");
    expect(await explained(accountId)).toEqual([
      "Calls: 200 × 0.05, 500 included, 500 granted and 0 carried in, 200 drawn, 0 expired, 300 carried out = €0.00.",
      "Calls: 750 × 0.05, 800 included, 500 granted and 300 carried in, 750 drawn, 0 expired, 50 carried out = €0.00.",
    ]);
    expect(await carriedBy(subscriptionId)).toEqual([{ units: "50", until: { day: "2029-06-01" } }]);
    await changeSubscription(await company.context(), {
      subscriptionId,
      action: {
        ...{ action: "change_plan", when: { kind: "now" }, interval: "month" },
        ratePlans: [{ key: "other", quantity: null }],
      },
    });
    expect(await carriedBy(subscriptionId)).toBeNull();
  });
});

describe("included units that go on up to a number", () => {
  it("feature F1.10 expire above 500, and stand for as long as they are not drawn", async () => {
    await company.setNow("2030-04-01T09:00:00Z");
    const { accountId, subscriptionId } = await subscribe("limited", "eve");
    await company.setNow("2030-06-02T09:00:00Z");
    await call(subscriptionId, "2030-04-10", "100");
    await call(subscriptionId, "2030-06-01", "1600");
    await runThrough("2030-07-01");
    expect(await explained(accountId)).toEqual([
      "Calls: 100 × 0.05, 1,000 included, 1,000 granted and 0 carried in, 100 drawn, 400 expired, 500 carried out = €0.00.",
      "Calls: 0 × 0.05, 1,500 included, 1,000 granted and 500 carried in, 0 drawn, 1,000 expired, 500 carried out = €0.00.",
      "Calls: 1,600 × 0.05, 1,500 included, 1,000 granted and 500 carried in, 1,500 drawn, 0 expired, 0 carried out = €5.00.",
    ]);
  });
});

describe("included units that are settled late", () => {
  it("come to the same when four months are billed at once", async () => {
    await company.setNow("2031-04-01T09:00:00Z");
    const { accountId, subscriptionId } = await subscribe("month", "flo");
    await company.setNow("2031-08-01T09:00:00Z");
    for (const at of used.keys()) await callInMonth(subscriptionId, "2031", at);
    await runThrough("2031-08-01");
    expect(await explained(accountId)).toEqual(fourMonths);
  });
});
