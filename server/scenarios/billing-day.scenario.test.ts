import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoiceBalances, invoices } from "@/db/schema/invoices";
import { postings } from "@/db/schema/ledger";
import { orders } from "@/db/schema/orders";
import { payments } from "@/db/schema/payments";
import { revenueRecognitions } from "@/db/schema/revenue";
import { subscriptions } from "@/db/schema/subscriptions";
import { advanceClock } from "@/server/operations";
import { placeOnAccount, previewOnAccount } from "@/server/orders";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const advanceTo = async (instant: string) => {
  const ctx = await company.context();
  const moved = await advanceClock(
    ctx,
    { to: new Date(instant), sweeps: true },
    { drain: async () => undefined, owner: "scenario", access: company.access },
  );
  await company.expectProof();
  return moved;
};

const accountOf = async (orderId: string): Promise<string> => {
  const [order] = await company.db.select().from(orders).where(eq(orders.id, orderId));
  return order?.accountId ?? "";
};

const invoicesOf = (accountId: string) =>
  company.db
    .select({ issueOn: invoices.issueOn, totalMinor: invoices.totalMinor, balanceMinor: invoiceBalances.balanceMinor })
    .from(invoices)
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id))
    .where(eq(invoices.accountId, accountId))
    .orderBy(asc(invoices.issueOn));

const sumOf = async (ledgerAccount: string): Promise<bigint> => {
  const rows = await company.db
    .select({ amountMinor: postings.amountMinor })
    .from(postings)
    .where(eq(postings.ledgerAccount, ledgerAccount));
  return rows.reduce((sum, row) => sum + row.amountMinor, 0n);
};

describe("the billing day", () => {
  it("journey J01 renews on the 16th of each month, charges the card on file, and recognizes by days", async () => {
    const { placed } = await buyInScenario(company, oneSeat);
    const moved = await advanceTo("2027-02-16T09:00:00Z");
    expect(moved).toMatchObject({ billedAccounts: 3, collectedInvoices: 3 });
    expect(await invoicesOf(await accountOf(placed.orderId))).toEqual(
      ["2026-11-16", "2026-12-16", "2027-01-16", "2027-02-16"].map((issueOn) => ({
        issueOn,
        totalMinor: 3927n,
        balanceMinor: 0n,
      })),
    );
    const recognized = await company.db
      .select({ month: revenueRecognitions.month, amountMinor: revenueRecognitions.amountMinor })
      .from(revenueRecognitions)
      .orderBy(asc(revenueRecognitions.month), asc(revenueRecognitions.lineId));
    // 33.00 by days: 15 of 30 in November, 15 of 30 and then 16 of 31 in December, 15 and then 16 of 31 in January.
    expect(recognized).toEqual([
      { month: "2026-11", amountMinor: 1650n },
      { month: "2026-12", amountMinor: 1650n },
      { month: "2026-12", amountMinor: 1703n },
      { month: "2027-01", amountMinor: 1597n },
      { month: "2027-01", amountMinor: 1703n },
    ]);
    expect(await sumOf("revenue")).toBe(-8303n);
    expect(await sumOf("deferred_revenue")).toBe(8303n - 4n * 3300n);
  });

  it("moves the clock forward only, and the same day twice adds nothing", async () => {
    await expect(advanceTo("2027-02-16T09:00:00Z")).rejects.toMatchObject({ reason: "clock.goes_forward" });
    expect(await advanceTo("2027-02-16T10:00:00Z")).toMatchObject({ billedAccounts: 0, collectedInvoices: 0 });
  });

  it("keeps an invoice open whose saved card is declined, with the reason, and tries once", async () => {
    const { placed } = await buyInScenario(company, oneSeat, "4000000000000341", {
      ...jana,
      email: "declined@tulpe.example",
    });
    const accountId = await accountOf(placed.orderId);
    expect(await advanceTo("2027-03-20T09:00:00Z")).toMatchObject({ billedAccounts: 2, collectedInvoices: 2 });
    expect(await invoicesOf(accountId)).toEqual([
      { issueOn: "2027-02-16", totalMinor: 3927n, balanceMinor: 0n },
      { issueOn: "2027-03-16", totalMinor: 3927n, balanceMinor: 3927n },
    ]);
    const tried = await company.db
      .select({ state: payments.state, reason: payments.declineReason })
      .from(payments)
      .where(and(eq(payments.accountId, accountId), eq(payments.purposeKind, "invoice")));
    expect(tried).toEqual([{ state: "failed", reason: "bank_declined" }]);
  });

  it("ends a fixed term that is not renewed on its day, and bills nothing after it", async () => {
    const { placed } = await buyInScenario(company, oneSeat, undefined, { ...jana, email: "termed@tulpe.example" });
    const accountId = await accountOf(placed.orderId);
    const ctx = await company.context();
    const actions = [
      {
        action: "create" as const,
        interval: "month" as const,
        ratePlans: [{ key: "desk-business", quantity: 1 }],
        termMonths: 2,
      },
    ];
    const { previewId, plan } = await previewOnAccount(ctx, { accountId, actions });
    expect(plan.life.endsAt).toEqual({ kind: "day", day: "2027-05-20" });
    const orderId = await placeOnAccount(ctx, { accountId, actions, previewId });
    await expect(placeOnAccount(ctx, { accountId, actions, previewId: "0".repeat(64) })).rejects.toMatchObject({
      reason: "order.preview_stale",
    });
    await advanceTo("2027-07-01T09:00:00Z");
    expect((await invoicesOf(accountId)).map(({ issueOn }) => issueOn)).toEqual([
      "2027-03-20",
      "2027-03-20",
      "2027-04-20",
      "2027-05-20",
      "2027-06-20",
    ]);
    const [ended] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
    expect(ended).toMatchObject({ status: "expired", endOn: "2027-05-20", billAt: null });
  });
});
