import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { waitingLines } from "@/db/schema/billing";
import { postings } from "@/db/schema/ledger";
import { grantCredit } from "@/server/credits";
import { plainDate } from "@/server/kernel";
import { recordExternalPayment } from "@/server/payments";
import { postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import type { ScenarioCompany } from "@/server/scenarios/scenario-company";
import { creditInvoice, refundInvoice, settleRefunds, voidInvoice, writeOffInvoice } from ".";
import { listCreditNotes, listWriteOffs } from "./corrections-store";
import {
  agentOf,
  asked,
  heldFor,
  openWithDebtor,
  payByCard,
  postOneHundred,
  standing,
} from "./corrections-test-harness";
import { previewRefund } from "./preview-correction";
import { listRefundsOfInvoices } from "./refunds-store";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;

beforeAll(async () => {
  ({ company, debtor } = await openWithDebtor());
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

const balanceOf = async (ledgerAccount: string): Promise<bigint> => {
  const [row] = await company.db
    .select({ minor: sql<string>`coalesce(sum(amount_minor), 0)::text` })
    .from(postings)
    .where(eq(postings.ledgerAccount, ledgerAccount as "bad_debt"));
  return BigInt(row?.minor ?? "0");
};

describe("a void", () => {
  it("returns the credit the invoice used, leaves nothing owed, and lets its lines wait for the next invoice", async () => {
    const ctx = await company.context();
    const before = await heldFor(company, debtor);
    await grantCredit(ctx, { ...debtor, currency: "EUR", amountMinor: 3000n, reason: "Start", requestKey: "start" });
    const invoiceId = await postInScenario(ctx, debtor, { lines: [{ netMinor: 10_000n, taxMinor: 1900n }] });
    const used = before + 3000n;
    expect(await standing(company, invoiceId)).toEqual({ left: 11_900n - used, closedAs: null });
    const input = { ...asked(invoiceId), billsAgain: true };
    const id = await voidInvoice(ctx, input);
    expect(await voidInvoice(ctx, input)).toBe(id);
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: "voided" });
    expect(await heldFor(company, debtor)).toBe(used);
    const waiting = await company.db.select().from(waitingLines);
    expect(waiting.map(({ waitsFor, line }) => [waitsFor, line.net, line.rebilled])).toEqual([
      ["other_lines", "10000", 1],
    ]);
  });

  it("is final: nothing else can be done with the invoice", async () => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    await voidInvoice(ctx, asked(invoiceId));
    const refused = { reason: "invoice.voided" };
    await expect(voidInvoice(ctx, asked(invoiceId))).rejects.toMatchObject(refused);
    await expect(creditInvoice(ctx, { ...asked(invoiceId), credit: { grossMinor: 1n } })).rejects.toMatchObject(
      refused,
    );
    await expect(writeOffInvoice(ctx, { ...asked(invoiceId), taxRelief: "none" })).rejects.toMatchObject(refused);
    const pay = recordExternalPayment(ctx, { ...asked(invoiceId), method: "cash", reference: "c" });
    await expect(pay).rejects.toMatchObject(refused);
    const refund = refundInvoice(ctx, company.access.gateway, {
      ...asked(invoiceId),
      amountMinor: 0n,
      adjustMinor: 0n,
    });
    await expect(refund).rejects.toMatchObject(refused);
  });

  it.each(["paid in part", "credited in part", "written off in part"])("is refused once %s", async (how) => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    const cent = { ...asked(invoiceId), amountMinor: 1n };
    if (how === "paid in part") await recordExternalPayment(ctx, { ...cent, method: "cash", reference: "c" });
    if (how === "credited in part") await creditInvoice(ctx, { ...cent, credit: { grossMinor: 1n } });
    if (how === "written off in part") await writeOffInvoice(ctx, { ...cent, taxRelief: "none" });
    await expect(voidInvoice(ctx, asked(invoiceId))).rejects.toMatchObject({ reason: "invoice.not_untouched" });
  });
});

describe("a write-off", () => {
  it("of 119.00 with relief is 100.00 of bad debt and 19.00 of tax; of 50.00 without, 50.00 of bad debt", async () => {
    const ctx = await company.context();
    const debt = await balanceOf("bad_debt");
    const whole = await postOneHundred(company, debtor);
    await writeOffInvoice(ctx, { ...asked(whole), taxRelief: "full" });
    expect(await standing(company, whole)).toEqual({ left: 0n, closedAs: "written_off" });
    expect((await balanceOf("bad_debt")) - debt).toBe(10_000n);
    const part = await postOneHundred(company, debtor);
    await writeOffInvoice(ctx, { ...asked(part), amountMinor: 5000n, taxRelief: "none" });
    expect(await standing(company, part)).toEqual({ left: 6900n, closedAs: "written_off" });
    expect((await balanceOf("bad_debt")) - debt).toBe(15_000n);
    expect(
      (await listWriteOffs(ctx, [whole, part])).map(({ amountMinor, taxReliefMinor }) => [amountMinor, taxReliefMinor]),
    ).toEqual([
      [11_900n, 1900n],
      [5000n, 0n],
    ]);
    await expect(writeOffInvoice(ctx, { ...asked(part), amountMinor: 6901n, taxRelief: "none" })).rejects.toMatchObject(
      {
        reason: "write_off.exceeds_receivable",
      },
    );
    expect(await writeOffInvoice(ctx, { ...asked(whole), taxRelief: "none" })).toBeNull();
  });
});

describe("a refund", () => {
  const refund = async (invoiceId: string, amountMinor: bigint, adjustMinor: bigint) =>
    refundInvoice(await company.context(), company.access.gateway, { ...asked(invoiceId), amountMinor, adjustMinor });

  it("of 50.00 of a card, 20.00 of it not owed again, leaves 30.00 open and 69.00 to refund", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    await payByCard(company, invoiceId, 11_900n);
    const input = { ...asked(invoiceId), amountMinor: 5000n, adjustMinor: 2000n };
    const preview = await previewRefund(await company.context(), input);
    expect([preview.before.balanceMinor, preview.after.balanceMinor]).toEqual([0n, 3000n]);
    const [done] = await refund(invoiceId, 5000n, 2000n);
    expect(done).toMatchObject({ state: "succeeded", amountMinor: 5000n });
    expect(await standing(company, invoiceId)).toEqual({ left: 3000n, closedAs: null });
    const book = await company.access.gateway.listBook();
    expect(book.at(-1)).toMatchObject({ amountMinor: 11_900n, refundedMinor: 5000n });
    await expect(refund(invoiceId, 6901n, 0n)).rejects.toMatchObject({
      reason: "refund.exceeds_payment",
      details: { refundableMinor: "6900" },
    });
    await expect(refund(invoiceId, 100n, 101n)).rejects.toMatchObject({
      reason: "refund.adjusts_more_than_it_returns",
    });
  });

  it("takes the newest payments first, and money from outside is given back outside", async () => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    await payByCard(company, invoiceId, 10_000n);
    await recordExternalPayment(ctx, { ...asked(invoiceId), method: "transfer", reference: "T2" });
    const parts = await refund(invoiceId, 3000n, 0n);
    expect(parts.map(({ gateway, amountMinor, state }) => [gateway, amountMinor, state])).toEqual([
      ["external", 1900n, "succeeded"],
      ["simulator", 1100n, "succeeded"],
    ]);
    expect(await standing(company, invoiceId)).toEqual({ left: 3000n, closedAs: null });
  });

  it("of what a note has credited already gives up what no note can take", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    await payByCard(company, invoiceId, 11_900n);
    await creditInvoice(await company.context(), { ...asked(invoiceId), credit: { grossMinor: 10_000n } });
    await refund(invoiceId, 5000n, 5000n);
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: "credited" });
    const [, second] = await listCreditNotes(await company.context(), [invoiceId]);
    const [givenUp] = await listWriteOffs(await company.context(), [invoiceId]);
    expect([second?.totalMinor, givenUp?.amountMinor]).toEqual([1900n, 3100n]);
  });

  it("without an answer stays unknown, is asked after, and goes back once", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    await payByCard(company, invoiceId, 11_900n, "5555555555554444");
    await scriptCard("4444", "drop_after_charge");
    const [asked] = await refund(invoiceId, 2000n, 2000n);
    expect(asked).toMatchObject({ state: "unknown" });
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: null });
    await company.db.execute(sql`update refunds set check_after = now() where state = 'unknown'`);
    expect(await settleRefunds(await company.context(), company.access.gateway)).toBe(1);
    expect(await settleRefunds(await company.context(), company.access.gateway)).toBe(0);
    const [settled] = await listRefundsOfInvoices(await company.context(), [invoiceId]);
    expect(settled).toMatchObject({ state: "succeeded" });
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: null });
    expect((await company.access.gateway.listBook()).at(-1)).toMatchObject({ refundedMinor: 2000n });
  });
});

const scriptCard = async (last4: string, behavior: string): Promise<void> => {
  const response = await fetch(`${company.simulators.origin}/gateway/script`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${company.gatewayApiKey}` },
    body: JSON.stringify({ next: [{ behavior }], match: { last4 } }),
  });
  expect(response.ok).toBe(true);
};

describe("money from outside", () => {
  it("above the balance becomes account credit; nothing is recorded too; a day to come is refused", async () => {
    const ctx = await company.context();
    const held = await heldFor(company, debtor);
    const invoiceId = await postOneHundred(company, debtor);
    const input = { ...asked(invoiceId), amountMinor: 15_000n, method: "cheque", reference: "C-77" } as const;
    const id = await recordExternalPayment(ctx, input);
    expect(await recordExternalPayment(ctx, input)).toBe(id);
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: null });
    expect((await heldFor(company, debtor)) - held).toBe(3100n);
    await recordExternalPayment(ctx, { ...asked(invoiceId), method: "other", reference: "nothing" });
    const later = { ...asked(invoiceId), receivedOn: plainDate("2026-11-21"), method: "cash", reference: "x" } as const;
    await expect(recordExternalPayment(ctx, later)).rejects.toMatchObject({ reason: "payment.received_later" });
    await expect(
      recordExternalPayment(await agentOf(company), { ...asked(invoiceId), method: "cash", reference: "x" }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});
