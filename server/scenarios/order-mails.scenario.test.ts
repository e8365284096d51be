import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { mails } from "@/db/schema/notifications";
import { outboxBatches } from "@/db/schema/outbox";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { getInvoicePdf } from "@/server/documents";
import { readPdfText } from "@/server/documents/read-pdf-text";
import {
  deliverMails,
  queueOrderMails,
  queuePaymentFailedMails,
  queueUnfinishedPaymentMails,
} from "@/server/notifications";
import {
  getOrderForSystem,
  payOrder,
  placeOrder,
  previewOrder,
  startDraft,
  toOrderDraft,
  verifyResumeToken,
} from "@/server/orders";
import { type DraftContentInput, draftContent } from "@/server/orders/schemas";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  setTestEnvironment(company.database.url);
});

afterEach(() => company.expectProof());

afterAll(async () => {
  await company.close();
});

const oneSeat: DraftContentInput = {
  country: "DE",
  currency: null,
  buyerKind: "personal",
  interval: "month",
  ratePlans: [{ key: "desk-team", quantity: 1 }],
  taxId: null,
};

const buyer = { name: "Jana Brandt", company: null, addressLine: null, postcode: null, city: null };

const buy = async (email: string, cardNumber: string, content = oneSeat) => {
  const ctx = await company.context();
  const { draftId } = await startDraft(ctx, content);
  const { previewId } = await previewOrder(ctx, toOrderDraft(draftContent.parse(content)));
  const place = async (number: string) => {
    const methodToken = await company.card(number);
    const placed = await placeOrder(ctx, { draftId, previewId, methodToken, buyer: { ...buyer, email } });
    if (placed.status === "awaiting_payment") await payOrder(ctx, company.access, placed.paymentId);
    return placed.orderId;
  };
  return { ctx, draftId, orderId: await place(cardNumber), payAgain: place };
};

const mailsTo = (email: string) => company.db.select().from(mails).where(eq(mails.recipient, email)).orderBy(mails.id);

const resumeLinkIn = (text: string): URL => new URL(/http\S+\/resume\?token=\S+/.exec(text)?.[0] ?? "");

// Transitions are final and dated by the system, so only the owner of the database can put them back in time.
const letTimePass = async (orderId: string): Promise<void> => {
  const owner = postgres(company.database.ownerUrl, { max: 1 });
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update payment_transitions set recorded_at = recorded_at - interval '3 minutes'
      where payment_id in (select id from payments where purpose_id = ${orderId})`;
  });
  await owner.end();
};

describe("mails of an order", () => {
  it("journey J01 confirms a sale with its invoice and receipts the payment, once however often it is told", async () => {
    const email = "jana@tulpe.example";
    const { ctx, orderId } = await buy(email, "4242424242424242");
    expect(await queueOrderMails(ctx, [orderId])).toBe(2);
    expect(await queueOrderMails(ctx, [orderId])).toBe(0);
    const [confirmation, receipt, ...more] = await mailsTo(email);
    expect(more).toEqual([]);

    expect(confirmation).toMatchObject({
      kind: "order_confirmation",
      subject: "Order confirmed: Desk Team, 1 seat, €39.27",
      sender: "Alderpost <billing@alderpost.example>",
      sentAt: null,
    });
    const order = await getOrderForSystem(ctx, orderId);
    expect(confirmation?.accountId).toBe(order.accountId);
    for (const said of [
      "€33.00",
      "VAT 19\u00a0%",
      "€6.27",
      "€39.27",
      "16 Nov 2026",
      "Renews on 16 Dec 2026 for €39.27",
      "You may withdraw from this order until 30 Nov 2026",
      `http://127.0.0.1:3000/welcome/${orderId}`,
      "http://127.0.0.1:3000/account",
    ]) {
      expect(confirmation?.text).toContain(said);
    }
    expect(receipt).toMatchObject({
      kind: "receipt",
      subject: "Receipt for €39.27, INV-2026-0000001",
      attachments: [],
    });
    expect(receipt?.text).toMatch(/Paid by\s+Visa ending 4242/);

    const [attachment] = confirmation?.attachments ?? [];
    expect(attachment?.fileName).toBe("Alderpost-INV-2026-0000001.pdf");
    const pdf = await getInvoicePdf(ctx, attachment?.documentId ?? "");
    const paper = readPdfText(pdf.bytes);
    expect(paper).toContain("Total  €39.27");
    expect(paper).toContain("VAT 19\u00a0% (Germany) on €33.00  €6.27");
    expect(paper).toContain("Paid by Visa ending 4242 on 16 Nov 2026  −€39.27");

    const queued = await company.db
      .select()
      .from(outboxBatches)
      .where(eq(outboxBatches.name, "notifications/mail.queued"));
    const ids = queued.flatMap((batch) => batch.ids);
    expect(ids.sort()).toEqual([confirmation?.id, receipt?.id].sort());
    expect(await deliverMails(ctx, ids)).toBe(2);
    expect(await deliverMails(ctx, ids)).toBe(0);
  });

  it("confirms what is free without invoice and receipt", async () => {
    const email = "free@tulpe.example";
    const free = { ...oneSeat, ratePlans: [{ key: "desk-free", quantity: 1 }] };
    const { ctx, orderId } = await buy(email, "4242424242424242", free);
    expect(await queueOrderMails(ctx, [orderId])).toBe(1);
    const [confirmation] = await mailsTo(email);
    expect(confirmation).toMatchObject({ kind: "order_confirmation", attachments: [] });
    expect(confirmation?.text).toContain("€0.00");
    expect(confirmation?.text).toContain("It costs nothing");
  });

  it("tells a declined buyer why, that nothing was charged and how to go on, once for each attempt", async () => {
    const email = "short@tulpe.example";
    const { ctx, draftId, orderId, payAgain } = await buy(email, "4000000000009995");
    expect(await queuePaymentFailedMails(ctx, [orderId])).toBe(1);
    expect(await queuePaymentFailedMails(ctx, [orderId])).toBe(0);
    const [failed] = await mailsTo(email);
    expect(failed).toMatchObject({
      kind: "payment_failed",
      subject: "Your payment of €39.27 did not go through",
      attachments: [],
    });
    expect(failed?.text).toContain("You have not been charged.");
    expect(failed?.text).toContain("there isn't enough money available");
    expect(failed?.text).toContain("The link works for 30 minutes.");
    const link = resumeLinkIn(failed?.text ?? "");
    expect(link.pathname).toBe(`/checkout/${draftId}/resume`);
    expect(verifyResumeToken(orderId, link.searchParams.get("token") ?? "")).toBe(true);
    expect(verifyResumeToken("ord_another", link.searchParams.get("token") ?? "")).toBe(false);

    await payAgain("4000000000009987");
    expect(await queuePaymentFailedMails(ctx, [orderId])).toBe(1);
    const [, stolen] = await mailsTo(email);
    expect(stolen?.text).toContain("Your bank declined this. It doesn't tell us why.");
    expect(stolen?.text).not.toMatch(/lost|stolen|fraud/i);

    await payAgain("4242424242424242");
    expect(await queuePaymentFailedMails(ctx, [orderId])).toBe(0);
    expect(await queueOrderMails(ctx, [orderId])).toBe(2);
    expect(await mailsTo(email)).toHaveLength(4);
  });

  it("page P7 sends a link to whoever left the bank's question unanswered, once, after two minutes", async () => {
    const email = "away@tulpe.example";
    const { ctx, draftId, orderId } = await buy(email, "4000002760003184");
    expect(await queueUnfinishedPaymentMails(ctx)).toBe(0);
    await letTimePass(orderId);
    expect(await queueUnfinishedPaymentMails(ctx)).toBe(1);
    expect(await queueUnfinishedPaymentMails(ctx)).toBe(0);
    const [unfinished] = await mailsTo(email);
    expect(unfinished).toMatchObject({
      kind: "payment_unfinished",
      subject: "Your bank is waiting for you to approve €39.27",
    });
    const link = resumeLinkIn(unfinished?.text ?? "");
    expect(link.pathname).toBe(`/checkout/${draftId}/resume`);
    expect(verifyResumeToken(orderId, link.searchParams.get("token") ?? "")).toBe(true);
  });
});
