import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { billRunRanges } from "@/db/schema/billing";
import { invoiceLines, invoiceNumbers, invoices } from "@/db/schema/invoices";
import { plainDate } from "@/server/kernel";
import { inTransaction } from "@/server/platform";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { listSellers } from "@/server/sellers";
import { listDueSubscriptions } from "@/server/subscriptions";
import { runBillRun, startBillRun, workBillRun } from ".";
import { billAccounts } from "./bill-accounts";
import { checkpoint, takeRange } from "./bill-run-ranges-store";
import { getRun } from "./bill-runs-store";
import { loadBillingBasis } from "./plan-accounts";

const accountCount = 12;

let company: ScenarioCompany;
let sellerId = "";
let month = 11;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  const sellers = await listSellers(await company.context());
  sellerId = sellers.find(({ key }) => key === "ireland")?.id ?? "";
  for (let at = 0; at < accountCount; at += 1) {
    await buyInScenario(company, oneSeat, undefined, { ...jana, email: `racer-${at}@tulpe.example` });
  }
});

beforeEach(async () => {
  month += 1;
  await company.setNow(`${dayOfRun()}T09:00:00Z`);
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const dayOfRun = () => (month === 12 ? "2026-12-16" : `2027-0${month - 12}-16`);
const scope = () => ({ sellerId, throughOn: plainDate(dayOfRun()) });

/** Invoices of the day, numbers without a gap, and periods billed more than once. */
const countDay = async () => {
  const issued = await company.db.select({ id: invoices.id }).from(invoices).where(eq(invoices.issueOn, dayOfRun()));
  const doubled = await company.db
    .select({ id: invoiceLines.subscriptionChargeId })
    .from(invoiceLines)
    .groupBy(invoiceLines.subscriptionChargeId, invoiceLines.serviceStartOn)
    .having(sql`count(*) > 1`);
  const series = await company.db
    .select({
      count: sql<number>`count(*)::int`,
      last: sql<number>`max(${invoiceNumbers.sequence})::int`,
    })
    .from(invoiceNumbers)
    .groupBy(invoiceNumbers.year);
  const gaps = series.filter(({ count, last }) => count !== last);
  return { issued: issued.length, doubled: doubled.length, gaps: gaps.length };
};

const once = { issued: accountCount, doubled: 0, gaps: 0 };

describe("two billers at once", () => {
  it("fault T3 share a run and bill each account once, batch by batch", async () => {
    const ctx = await company.context();
    const reports = await Promise.all(
      ["first", "second"].map((owner) => runBillRun(ctx, { ...scope(), batchSize: 1, owner })),
    );
    expect(new Set(reports.map(({ id }) => id)).size).toBe(1);
    expect(reports[0]).toMatchObject({ status: "completed", accountCount, errorCount: 0 });
    expect(await countDay()).toEqual(once);
  });

  it("fault T3 bill each account once even where both work the same accounts in transactions of their own", async () => {
    const ctx = await company.context();
    const { runId } = await startBillRun(ctx, scope());
    const run = await getRun(ctx, runId);
    const basis = await loadBillingBasis(ctx, { sellerId, cutoffAt: run.cutoffAt, billRunId: runId });
    const due = await listDueSubscriptions(ctx, {
      sellerId,
      cutoffAt: run.cutoffAt,
      bucketFrom: 0,
      bucketUntil: 1024,
      after: null,
      limit: 100,
      withoutAccountIds: [],
    });
    const accountIds = due.map(({ accountId }) => accountId);
    const billed = await Promise.all(
      [1, 2, 3].map(() => inTransaction(ctx, (inner) => billAccounts(inner, basis, accountIds))),
    );
    const counts = billed.map(({ billedAccountIds }) => billedAccountIds.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(accountCount);
    expect(await workBillRun(ctx, { runId, position: 0, owner: "rest", budgetMs: 5_000 })).toEqual({
      state: "done",
      accountCount: 0,
    });
    expect(await countDay()).toEqual(once);
  });

  it("fault T4 refuse the one that slept past its lease: what it had done is undone, and the other bills all", async () => {
    const ctx = await company.context();
    const { runId } = await startBillRun(ctx, scope());
    const run = await getRun(ctx, runId);
    const sleeper = await takeRange(ctx, { runId, position: 0, owner: "sleeper" });
    expect(await takeRange(ctx, { runId, position: 0, owner: "other" })).toBeNull();
    const basis = await loadBillingBasis(ctx, { sellerId, cutoffAt: run.cutoffAt, billRunId: runId });
    const due = await company.db.execute<{ account_id: string }>(
      sql`select account_id from subscriptions where status = 'active'`,
    );
    let other: Promise<unknown> = Promise.resolve();
    const asleep = inTransaction(ctx, async (inner) => {
      const billed = await billAccounts(
        inner,
        basis,
        due.map((row) => row.account_id),
      );
      expect(billed.billedAccountIds).toHaveLength(accountCount);
      await company.db
        .update(billRunRanges)
        .set({ leasedUntil: sql`clock_timestamp() - interval '1 second'` })
        .where(eq(billRunRanges.runId, runId));
      other = workBillRun(ctx, { runId, position: 0, owner: "other", budgetMs: 10_000 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await checkpoint(inner, { runId, position: 0, fence: sleeper?.fence ?? 0n }, accountCount);
    });
    await expect(asleep).rejects.toMatchObject({ reason: "bill_run.stale_biller" });
    expect(await other).toEqual({ state: "done", accountCount });
    expect(await countDay()).toEqual(once);
  });
});
