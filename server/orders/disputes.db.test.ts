import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invoiceBalances } from "@/db/schema/invoices";
import { postings } from "@/db/schema/ledger";
import { disputes, disputeTransitions, payments } from "@/db/schema/payments";
import { refundInvoice } from "@/server/corrections";
import {
  asked,
  openWithDebtor,
  payByCard,
  postOneHundred,
  standing,
} from "@/server/corrections/corrections-test-harness";
import { listFailedCollections } from "@/server/payments";
import { bankOf, tellNews } from "@/server/payments/disputes-test-harness";
import type { ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import type { ScenarioCompany } from "@/server/scenarios/scenario-company";
import { readInvoicePage, readTimeline } from "@/server/support";
import { applyGatewayEvents } from ".";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;

beforeAll(async () => {
  ({ company, debtor } = await openWithDebtor());
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

const paymentOf = async (invoiceId: string): Promise<string> => {
  const [row] = await company.db.select().from(payments).where(eq(payments.purposeId, invoiceId));
  return row?.id ?? "";
};

const payOne = async (card?: string) => {
  const invoiceId = await postOneHundred(company, debtor);
  await payByCard(company, invoiceId, 11_900n, card);
  return { invoiceId, paymentId: await paymentOf(invoiceId) };
};

const hear = async (types: readonly string[], paymentId: string): Promise<void> => {
  for (const type of types) {
    const id = await tellNews(company, type, paymentId);
    await applyGatewayEvents(await company.context(), company.access, [id]);
  }
};

const balances = async () => {
  const rows = await company.db
    .select({ account: postings.ledgerAccount, minor: sql<string>`sum(amount_minor)::text` })
    .from(postings)
    .groupBy(postings.ledgerAccount);
  const of = (account: string) => BigInt(rows.find((row) => row.account === account)?.minor ?? "0");
  return { clearing: of("cash_clearing"), disputes: of("disputes"), badDebt: of("bad_debt") };
};

const changeSince = async (before: Awaited<ReturnType<typeof balances>>) => {
  const now = await balances();
  return [now.clearing - before.clearing, now.disputes - before.disputes, now.badDebt - before.badDebt];
};

const movesOf = async (paymentId: string): Promise<string[]> => {
  const rows = await company.db
    .select({ to: disputeTransitions.toState })
    .from(disputeTransitions)
    .innerJoin(disputes, eq(disputes.id, disputeTransitions.disputeId))
    .where(eq(disputes.paymentId, paymentId))
    .orderBy(disputeTransitions.position);
  return rows.map(({ to }) => to);
};

const opened = "dispute.opened";

describe("a dispute", () => {
  it("takes its money out of clearing, gives it back when won, and is bad debt when lost; the invoice stays paid", async () => {
    for (const [outcome, change] of [
      ["won", [0n, 0n, 0n]],
      ["lost", [-5000n, 0n, 5000n]],
    ] as const) {
      const { invoiceId, paymentId } = await payOne();
      const before = await balances();
      const id = await bankOf(company).open(paymentId, 5000n);
      await hear([opened], paymentId);
      expect(await changeSince(before)).toEqual([-5000n, 5000n, 0n]);
      await bankOf(company).decide(id, outcome);
      await hear([`dispute.${outcome}`, opened, `dispute.${outcome}`], paymentId);
      expect(await changeSince(before)).toEqual(change);
      expect(await movesOf(paymentId)).toEqual(["open", outcome]);
      expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: null });
      const view = await readInvoicePage(await company.context(), invoiceId);
      expect(view.disputes).toMatchObject([
        { amountMinor: 5000n, state: outcome, openedOn: "2026-11-20", respondByOn: "2026-12-10" },
      ]);
      expect(view.journal.map(({ sourceKind }) => sourceKind)).toContain("dispute_decision");
    }
    const timeline = await readTimeline(await company.context(), { accountId: debtor.accountId, group: "payments" });
    expect(timeline.events.slice(0, 2).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ["dispute_lost", -5000n],
      ["dispute_open", -5000n],
    ]);
  });

  const orders = [
    ["charge.succeeded", opened, "dispute.lost"],
    ["charge.succeeded", "dispute.lost", opened],
    [opened, "charge.succeeded", "dispute.lost"],
    [opened, "dispute.lost", "charge.succeeded"],
    ["dispute.lost", "charge.succeeded", opened],
    ["dispute.lost", opened, "charge.succeeded"],
  ];

  it.each(orders)("told as %s, %s, %s and all of it again is one dispute that is lost", async (...types) => {
    const { paymentId } = await payOne("4000000000000259");
    const [told] = await company.access.gateway.listDisputes(paymentId);
    await bankOf(company).decide(told?.disputeId ?? "", "lost");
    const before = await balances();
    await hear([...types, ...types], paymentId);
    expect(await movesOf(paymentId)).toEqual(["open", "lost"]);
    expect(await changeSince(before)).toEqual([-11_900n, 0n, 11_900n]);
  });

  it("leaves to refund what no bank has taken: 69.00 of 119.00, and all of it once it is won", async () => {
    const { invoiceId, paymentId } = await payOne();
    const id = await bankOf(company).open(paymentId, 5000n);
    await hear([opened], paymentId);
    const refund = async (amountMinor: bigint) =>
      refundInvoice(await company.context(), company.access.gateway, {
        ...asked(invoiceId),
        ...{ amountMinor, adjustMinor: amountMinor },
      });
    await expect(refund(6901n)).rejects.toMatchObject({
      reason: "refund.exceeds_payment",
      message: "Refund at most what was paid and is neither returned nor disputed.",
      details: { refundableMinor: "6900" },
    });
    await refund(6900n);
    await bankOf(company).decide(id, "won");
    await hear(["dispute.won"], paymentId);
    await refund(5000n);
    expect((await company.access.gateway.listBook()).at(-1)).toMatchObject({
      refundedMinor: 11_900n,
      disputedMinor: 0n,
    });
  });

  it("comes after its payment, which is asked after first where nobody knew what became of it", async () => {
    await fetch(`${company.simulators.origin}/gateway/script`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${company.gatewayApiKey}` },
      body: JSON.stringify({ next: ["drop_after_charge"], match: { last4: "0259" } }),
    });
    const { invoiceId, paymentId } = await payOne("4000000000000259");
    expect(await standing(company, invoiceId)).toEqual({ left: 11_900n, closedAs: null });
    await hear([opened], paymentId);
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: null });
    expect(await movesOf(paymentId)).toEqual(["open"]);
  });

  it("stops what is collected and followed up until it is decided", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    await payByCard(company, invoiceId, 5000n);
    const collectAt = new Date("2026-11-25T09:00:00Z");
    await company.db.update(invoiceBalances).set({ collectAt }).where(eq(invoiceBalances.invoiceId, invoiceId));
    const [paid] = await company.db.select().from(payments).where(eq(payments.purposeId, invoiceId));
    if (!paid) throw new Error("The invoice has a payment.");
    await company.db.insert(payments).values({
      ...{ ...paid, id: "pay_failed", state: "failed", isCollection: true, isFollowedUp: false },
      ...{ gatewayChargeId: "ch_failed", receivedOn: null },
    });
    const failures = async () =>
      (await listFailedCollections(await company.context(), { limit: 5 })).map((failure) => failure.paymentId);
    const planned = async () => {
      const [row] = await company.db
        .select({ at: invoiceBalances.collectAt })
        .from(invoiceBalances)
        .where(eq(invoiceBalances.invoiceId, invoiceId));
      return row?.at ?? null;
    };
    expect(await failures()).toEqual(["pay_failed"]);
    const [first, second] = [await bankOf(company).open(paid.id, 2000n), await bankOf(company).open(paid.id, 1000n)];
    await hear([opened], paid.id);
    expect([await planned(), await failures()]).toEqual([null, []]);
    await bankOf(company).decide(first, "won");
    await hear(["dispute.won"], paid.id);
    expect([await planned(), await failures()]).toEqual([null, []]);
    await bankOf(company).decide(second, "lost");
    await hear(["dispute.lost"], paid.id);
    expect([await planned(), await failures()]).toEqual([collectAt, ["pay_failed"]]);
  });
});
