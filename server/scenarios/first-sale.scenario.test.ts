import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invoiceBalances, invoiceLines, invoiceNumbers, invoices } from "@/db/schema/invoices";
import { postings } from "@/db/schema/ledger";
import { payOrder, placeOrder, startDraft } from "@/server/orders";
import type { DraftContentInput } from "@/server/orders/schemas";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterEach(() => company.expectProof());

afterAll(async () => {
  await company.close();
});

const buy = (content: DraftContentInput, cardNumber: string, buyer = jana) =>
  buyInScenario(company, content, cardNumber, buyer);

describe("a first sale", () => {
  it("journey J01 charges a German 39.27, posts, numbers, books and applies it", async () => {
    const { placed, preview } = await buy(oneSeat, "4242424242424242");
    expect(preview.document.total.minor).toBe(3927n);
    const [invoice] = await company.db.select().from(invoices).where(eq(invoices.orderId, placed.orderId));
    expect(invoice).toMatchObject({
      subtotalMinor: 3300n,
      taxMinor: 627n,
      totalMinor: 3927n,
      currency: "EUR",
      issueOn: "2026-11-16",
    });
    const id = invoice?.id ?? "";
    const [line] = await company.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, id));
    expect(line).toMatchObject({
      serviceStartOn: "2026-11-16",
      serviceEndOn: "2026-12-16",
      netMinor: 3300n,
      taxMinor: 627n,
    });
    const [number] = await company.db.select().from(invoiceNumbers).where(eq(invoiceNumbers.invoiceId, id));
    expect(number?.number).toBe("INV-2026-0000001");
    const [balance] = await company.db.select().from(invoiceBalances).where(eq(invoiceBalances.invoiceId, id));
    expect(balance?.balanceMinor).toBe(0n);
    const booked = await company.db
      .select()
      .from(postings)
      .where(eq(postings.accountId, invoice?.accountId ?? ""))
      .orderBy(postings.entryId, postings.position);
    expect(booked.map((row) => [row.ledgerAccount, row.detail, row.amountMinor])).toEqual([
      ["accounts_receivable", "trade", 3927n],
      ["deferred_revenue", "desk", -3300n],
      ["tax_payable", "DE", -627n],
      ["cash_clearing", "simulator", 3927n],
      ["accounts_receivable", "trade", -3927n],
    ]);
  });

  it("posts nothing and takes no number when the card is declined, and completes on the second card", async () => {
    const { ctx, draftId, previewId, placed } = await buy(oneSeat, "4000000000009995");
    expect(await company.db.select().from(invoices).where(eq(invoices.orderId, placed.orderId))).toHaveLength(0);
    const methodToken = await company.card("4242424242424242");
    const again = await placeOrder(ctx, { draftId, previewId, methodToken, buyer: jana });
    expect(again.orderId).toBe(placed.orderId);
    if (again.status === "awaiting_payment") await payOrder(ctx, company.access, again.paymentId);
    const [invoice] = await company.db.select().from(invoices).where(eq(invoices.orderId, placed.orderId));
    const [number] = await company.db
      .select()
      .from(invoiceNumbers)
      .where(eq(invoiceNumbers.invoiceId, invoice?.id ?? ""));
    expect(number?.number).toBe("INV-2026-0000002");
  });

  it("refuses a stale preview and moves no money", async () => {
    const ctx = await company.context();
    const { draftId } = await startDraft(ctx, oneSeat);
    const methodToken = await company.card("4242424242424242");
    const stale = placeOrder(ctx, { draftId, previewId: "0".repeat(64), methodToken, buyer: jana });
    await expect(stale).rejects.toMatchObject({ code: "conflict", reason: "order.preview_stale" });
  });

  it("makes no invoice for what is free", async () => {
    const free: DraftContentInput = { ...oneSeat, ratePlans: [{ key: "desk-free", quantity: 1 }] };
    const { placed } = await buy(free, "4242424242424242");
    expect(placed.status).toBe("completed");
    expect(await company.db.select().from(invoices).where(eq(invoices.orderId, placed.orderId))).toHaveLength(0);
  });
});
