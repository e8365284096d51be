import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invoiceNumbers } from "@/db/schema/invoices";
import { payments } from "@/db/schema/payments";
import { subscriptions } from "@/db/schema/subscriptions";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { listOrdersByIds, payCheckout, previewOrder, startDraft, toOrderDraft } from ".";
import { draftContent } from "./schemas";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterEach(() => company.expectProof());

afterAll(() => company.close());

const content = draftContent.parse({
  country: "DE",
  currency: null,
  buyerKind: "personal",
  interval: "month",
  ratePlans: [{ key: "desk-team", quantity: 1 }],
});

const buyer = {
  email: "jana@tulpe.example",
  name: "Jana",
  company: null,
  addressLine: null,
  postcode: null,
  city: null,
};

const openCheckout = async () => {
  const ctx = await company.context();
  const { draftId } = await startDraft(ctx, content);
  const { previewId } = await previewOrder(ctx, toOrderDraft(content));
  const pay = async (methodToken: string) =>
    payCheckout(
      await company.context(),
      company.access,
      { draftId, previewId, buyer, methodToken, patienceMs: 10_000 },
      (error) => {
        throw error;
      },
    );
  return { ctx, draftId, pay };
};

const succeededFor = async (orderId: string) => {
  const [order] = await listOrdersByIds(await company.context(), [orderId]);
  const paid = await company.db.select().from(payments).where(eq(payments.purposeId, orderId));
  const book = await company.access.gateway.listBook();
  const charges = book.filter((charge) => paid.some((payment) => payment.id === charge.paymentId));
  const sold = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  return {
    status: order?.status,
    succeeded: paid.filter((payment) => payment.state === "succeeded").length,
    charges: charges.filter((charge) => charge.status === "succeeded").length,
    subscriptions: sold.length,
  };
};

const once = { status: "completed", succeeded: 1, charges: 1, subscriptions: 1 };

const orderIdOf = (states: Awaited<ReturnType<typeof payCheckout>>[]) => {
  const ids = new Set(states.map((state) => ("orderId" in state ? state.orderId : "none")));
  expect(ids.size).toBe(1);
  return [...ids][0] ?? "";
};

describe("paying one checkout many times at once", () => {
  it("fault T17 sells and charges once when twenty posts carry one card", async () => {
    const { pay } = await openCheckout();
    const token = await company.card("4242424242424242");
    const states = await Promise.all(Array.from({ length: 20 }, () => pay(token)));
    expect(await succeededFor(orderIdOf(states))).toEqual(once);
  });

  it("fault T17 sells and charges once when twenty posts carry twenty cards", async () => {
    const { pay } = await openCheckout();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => company.card("4242424242424242")));
    const states = await Promise.all(tokens.map(pay));
    expect(await succeededFor(orderIdOf(states))).toEqual(once);
  });

  it("fault T17 sells once when cards that are declined race with one that is not", async () => {
    const { pay } = await openCheckout();
    const declined = await Promise.all(Array.from({ length: 8 }, () => company.card("4000000000009995")));
    const states = await Promise.all([...declined, await company.card("4242424242424242")].map(pay));
    const outcome = await succeededFor(orderIdOf(states));
    expect(outcome.charges).toBe(outcome.subscriptions);
    expect(outcome.charges).toBeLessThanOrEqual(1);
  });

  it("fault T36 numbers twenty sales at once without a gap", async () => {
    const checkouts = await Promise.all(Array.from({ length: 20 }, openCheckout));
    const token = await company.card("4242424242424242");
    await Promise.all(checkouts.map(({ pay }) => pay(token)));
    const rows = await company.db.select({ sequence: invoiceNumbers.sequence }).from(invoiceNumbers);
    const sequences = rows.map((row) => Number(row.sequence)).sort((a, b) => a - b);
    expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, at) => at + 1));
  });
});
