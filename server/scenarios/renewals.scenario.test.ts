import { asc, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, contacts } from "@/db/schema/accounts";
import { invoiceLines, invoiceNumbers, invoices } from "@/db/schema/invoices";
import { subscriptions } from "@/db/schema/subscriptions";
import {
  getBillRun,
  listBillRunErrors,
  planBillRun,
  retryBillRunErrors,
  runBillRun,
  startBillRun,
  startDueBillRuns,
} from "@/server/billing";
import { plainDate } from "@/server/kernel";
import { listSellers } from "@/server/sellers";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;
let ireland: string;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  const sellers = await listSellers(await company.context());
  ireland = sellers.find(({ key }) => key === "ireland")?.id ?? "";
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const runThrough = async (day: string, batchSize?: number) => {
  const ctx = await company.context();
  return runBillRun(ctx, {
    sellerId: ireland,
    throughOn: plainDate(day),
    owner: "scenario",
    ...(batchSize === undefined ? {} : { batchSize }),
  });
};

const invoicesOf = async (orderId: string) => {
  const [subscription] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  const lines = await company.db
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.subscriptionId, subscription?.id ?? ""))
    .orderBy(asc(invoiceLines.serviceStartOn));
  const headers = await company.db
    .select()
    .from(invoices)
    .where(
      inArray(
        invoices.id,
        lines.map((line) => line.invoiceId),
      ),
    );
  const byId = new Map(headers.map((header) => [header.id, header]));
  return lines.map((line) => {
    const header = byId.get(line.invoiceId);
    return {
      period: `${line.serviceStartOn} ${line.serviceEndOn}`,
      issueOn: header?.issueOn,
      dueOn: header?.dueOn,
      totalMinor: header?.totalMinor,
      taxMinor: header?.taxMinor,
    };
  });
};

const breakBillTo = (accountId: string, to: string) =>
  company.db.update(contacts).set({ accountId: to }).where(eq(contacts.accountId, accountId));

describe("renewals", () => {
  it("journey J01 bills 39.27 on each 16th, for the period counted from the anchor, and nothing twice", async () => {
    const { placed } = await buyInScenario(company, oneSeat);
    const ran = [];
    for (const day of ["2026-12-16", "2027-01-16", "2027-02-16"]) {
      await company.setNow(`${day}T09:00:00Z`);
      ran.push(await runThrough(day), await runThrough(day));
    }
    expect(ran.map(({ accountCount, errorCount }) => [accountCount, errorCount])).toEqual([
      [1, 0],
      [0, 0],
      [1, 0],
      [0, 0],
      [1, 0],
      [0, 0],
    ]);
    expect(ran[0]?.planned).toEqual([{ currency: "EUR", invoiceCount: 1, totalMinor: 3927n }]);
    expect(ran[0]?.amounts).toMatchObject([{ currency: "EUR", invoiceCount: 1, totalMinor: 3927n }]);
    expect(await invoicesOf(placed.orderId)).toEqual(
      [
        ["2026-11-16", "2026-12-16"],
        ["2026-12-16", "2027-01-16"],
        ["2027-01-16", "2027-02-16"],
        ["2027-02-16", "2027-03-16"],
      ].map(([start, end]) => ({
        period: `${start} ${end}`,
        issueOn: start,
        dueOn: start,
        totalMinor: 3927n,
        taxMinor: 627n,
      })),
    );
  });

  it("numbers 1..n in each year, with renewals in between", async () => {
    const rows = await company.db.select().from(invoiceNumbers).orderBy(asc(invoiceNumbers.number));
    expect(rows.map(({ number }) => number)).toEqual([
      "INV-2026-0000001",
      "INV-2026-0000002",
      "INV-2027-0000001",
      "INV-2027-0000002",
    ]);
  });

  it("catches up in one invoice what two missed months owe", async () => {
    await company.setNow("2027-02-20T09:00:00Z");
    const { placed } = await buyInScenario(company, oneSeat, undefined, { ...jana, email: "late@tulpe.example" });
    await company.setNow("2027-04-25T09:00:00Z");
    await runThrough("2027-04-25");
    const billed = await invoicesOf(placed.orderId);
    expect(billed.map(({ period, issueOn, totalMinor }) => [period, issueOn, totalMinor])).toEqual([
      ["2027-02-20 2027-03-20", "2027-02-20", 3927n],
      ["2027-03-20 2027-04-20", "2027-04-25", 7854n],
      ["2027-04-20 2027-05-20", "2027-04-25", 7854n],
    ]);
  });

  it("puts an account that cannot be addressed on the error list, bills the others, and retries only the failed", async () => {
    await company.setNow("2027-05-01T09:00:00Z");
    const emails = ["one@tulpe.example", "two@tulpe.example", "three@tulpe.example"];
    for (const email of emails) await buyInScenario(company, oneSeat, undefined, { ...jana, email });
    const found = await company.db.select().from(contacts).where(inArray(contacts.email, emails));
    const broken = found.find(({ email }) => email === "two@tulpe.example");
    const [elsewhere] = await company.db
      .select()
      .from(accounts)
      .where(eq(accounts.id, found[0]?.accountId ?? ""));
    await breakBillTo(broken?.accountId ?? "", elsewhere?.id ?? "");
    await company.setNow("2027-06-01T09:00:00Z");
    const ctx = await company.context();
    const run = await runThrough("2027-06-01", 1);
    expect(run).toMatchObject({ status: "completed", plannedAccountCount: 5, accountCount: 4, errorCount: 1 });
    expect(await listBillRunErrors(ctx, run.id)).toMatchObject([
      { accountId: broken?.accountId, reason: "account.bill_to_missing", attempts: 1, resolvedAt: null },
    ]);
    expect(await retryBillRunErrors(ctx, run.id)).toMatchObject({ resolvedCount: 0, failedCount: 1 });
    expect((await startDueBillRuns(ctx)).runIds).toEqual([]);
    await company.db
      .update(contacts)
      .set({ accountId: broken?.accountId ?? "" })
      .where(eq(contacts.email, "two@tulpe.example"));
    expect(await retryBillRunErrors(ctx, run.id)).toMatchObject({ resolvedCount: 1, failedCount: 0 });
    expect(await getBillRun(ctx, run.id)).toMatchObject({ errorCount: 0 });
    expect(await retryBillRunErrors(ctx, run.id)).toMatchObject({ resolvedCount: 0, failedCount: 0 });
    expect(await planBillRun(ctx, { sellerId: ireland, throughOn: plainDate("2027-06-01") })).toMatchObject({
      accountCount: 0,
      planned: [],
    });
  });

  it("refuses a day to come, a day before the last run and another run beside one under way, and writes nothing", async () => {
    const ctx = await company.context();
    const start = (day: string, batchSize?: number) =>
      startBillRun(ctx, {
        sellerId: ireland,
        throughOn: plainDate(day),
        ...(batchSize === undefined ? {} : { batchSize }),
      });
    await expect(start("2027-06-02")).rejects.toMatchObject({ reason: "bill_run.day_to_come" });
    await expect(start("2027-05-31")).rejects.toMatchObject({ reason: "bill_run.day_before_last" });
    await expect(start("2027-06-01", 0)).rejects.toMatchObject({ reason: "bill_run.batch_size" });
    await company.setNow("2027-06-16T09:00:00Z");
    const later = await company.context();
    const first = await startBillRun(later, { sellerId: ireland, throughOn: plainDate("2027-06-16") });
    const again = await startBillRun(later, { sellerId: ireland, throughOn: plainDate("2027-06-16") });
    expect(again.runId).toBe(first.runId);
    await expect(
      startBillRun(later, { sellerId: ireland, throughOn: plainDate("2027-06-16"), batchSize: 7 }),
    ).rejects.toMatchObject({ reason: "bill_run.other_running" });
    expect(await runThrough("2027-06-16")).toMatchObject({ id: first.runId, status: "completed", accountCount: 1 });
  });
});
