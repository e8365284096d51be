import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoiceLines, invoices } from "@/db/schema/invoices";
import { subscriptions } from "@/db/schema/subscriptions";
import { runBillRun } from "@/server/billing";
import { plainDate } from "@/server/kernel";
import { type EstimateInput, estimateOffers } from "@/server/orders";
import { recordUsage } from "@/server/usage";
import { buyInScenario, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const estimate = async (runs: bigint, input: Partial<EstimateInput> = {}) => {
  const { estimates, lowest } = await estimateOffers(await company.context(), {
    ...{ country: "US", currency: null, buyer: "business", term: "month", seats: 1, product: "flow" },
    usage: { flow_runs: runs },
    ...input,
  });
  const of = (key: string) => estimates.find(({ ratePlanKey }) => ratePlanKey === key);
  return { starter: of("flow-starter"), growth: of("flow-growth"), lowest };
};

describe("what Flow would cost", () => {
  it("page P3.1 journey J08 is 29.00 + 434.80 = 463.80 for 47,350 runs on Starter, and 367.80 on Growth", async () => {
    const { starter, growth, lowest } = await estimate(47_350n);
    expect(starter?.lines.map(({ description, netMinor }) => [description, netMinor])).toEqual([
      ["Flow Starter", 2900n],
      ["Flow runs", 43_480n],
    ]);
    expect([starter?.netMinor, growth?.netMinor, lowest?.ratePlanKey]).toEqual([46_380n, 36_780n, "flow-growth"]);
    expect(starter?.lines[1]?.steps).toEqual([
      { quantity: "2000", unitPrice: "0", amount: "0" },
      { quantity: "18000", unitPrice: "0.012", amount: "216" },
      { quantity: "27350", unitPrice: "0.008", amount: "218.8" },
    ]);
  });

  it.each([
    [0n, 2900n],
    [2000n, 2900n],
    [2001n, 2901n],
    [20_000n, 24_500n],
    [20_001n, 24_501n],
    [200_000n, 168_500n],
    [200_001n, 168_501n],
  ])("page P3.3 prices %i runs on Starter at %i", async (runs, net) => {
    expect((await estimate(runs)).starter?.netMinor).toBe(net);
  });

  it("counts a year's use over a year's ranges, for a fee of ten months", async () => {
    // 12 × 434.80 and 10 × 29.00.
    expect((await estimate(47_350n, { term: "year" })).starter?.netMinor).toBe(550_760n);
  });

  it("adds the tax of the country to what is used too", async () => {
    const { starter } = await estimate(47_350n, { country: "DE" });
    // 27.00 + 18,000 × 0.011 + 27,350 × 0.0075 = 430.125, rounded by line; 19 % of 430.13 is 81.72.
    expect([starter?.netMinor, starter?.taxMinor, starter?.grossMinor]).toEqual([43_013n, 8172n, 51_185n]);
  });

  it("page P3.2 is to the cent what the run bills once those runs were made", async () => {
    const { starter } = await estimate(47_350n);
    const { placed } = await buyInScenario(company, {
      ...{ ...oneSeat, country: "US", buyerKind: "business", ratePlans: [{ key: "flow-starter", quantity: 1 }] },
    });
    const [subscription] = await company.db
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.orderId, placed.orderId));
    const subscriptionId = subscription?.id ?? "";
    const days = ["2026-11-16T10:00:00Z", "2026-11-20T10:00:00Z", "2026-12-10T10:00:00Z"];
    for (const [at, timestamp] of days.entries()) {
      await company.setNow(timestamp);
      const value = ["40000", "7000", "350"][at];
      const event = { id: `run-${at}`, subscription: subscriptionId, meter: "flow_runs", value, timestamp };
      const recorded = await recordUsage(await company.context(), { events: [event] });
      expect(recorded).toMatchObject({ accepted: 1, refused: [] });
    }
    await company.setNow("2026-12-16T09:00:00Z");
    const sellerId = subscription?.sellerId ?? "";
    await runBillRun(await company.context(), { sellerId, throughOn: plainDate("2026-12-16"), owner: "scenario" });
    const billed = await company.db
      .select({ line: invoiceLines, invoice: invoices })
      .from(invoiceLines)
      .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
      .where(and(eq(invoiceLines.subscriptionId, subscriptionId), eq(invoices.issueOn, "2026-12-16")));
    expect(billed[0]?.invoice.subtotalMinor).toBe(46_380n);
    expect(billed.map(({ line }) => [line.description, line.netMinor]).sort()).toEqual(
      starter?.lines.map(({ description, netMinor }) => [description, netMinor]).sort(),
    );
  });
});
