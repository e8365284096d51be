import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  cancelCheckoutPayment,
  findOrderOfDraft,
  payCheckout,
  previewOrder,
  refreshCheckout,
  startDraft,
  toOrderDraft,
} from "@/server/orders";
import { draftContent } from "@/server/orders/schemas";
import { findPaymentOfPurpose } from "@/server/payments";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { scriptGateway } from "./script-gateway";

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

const pay = async (cardNumber: string) => {
  const ctx = await company.context();
  const { draftId } = await startDraft(ctx, content);
  const { previewId } = await previewOrder(ctx, toOrderDraft(content));
  const methodToken = await company.card(cardNumber);
  const input = { draftId, previewId, buyer, methodToken, patienceMs: 200 };
  const state = await payCheckout(ctx, company.access, input, (error) => {
    throw error;
  });
  return { ctx, draftId, state };
};

const settled = async (draftId: string) => {
  for (let round = 0; round < 60; round += 1) {
    const state = await refreshCheckout(await company.context(), company.access, draftId);
    if (state.kind !== "checking") return state;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error("The payment did not settle.");
};

const chargesOf = async (draftId: string) => {
  const order = await findOrderOfDraft(await company.context(), draftId);
  const payment = order && (await findPaymentOfPurpose(await company.context(), { kind: "order", id: order.id }));
  const book = await company.access.gateway.listBook();
  return book.filter((charge) => charge.paymentId === payment?.id && charge.status === "succeeded").length;
};

describe("a gateway that fails", () => {
  it.each([
    ["T13", "timeout_after_charge"],
    ["T13", "drop_after_charge"],
    ["T15", "malformed"],
    ["T14", "timeout_before_charge"],
    ["T15", "error_500"],
  ])("fault %s ends %s as one charge and one sale", async (_id, behavior) => {
    await scriptGateway(company, behavior, 4_000);
    const { draftId } = await pay("4242424242424242");
    expect(await settled(draftId)).toMatchObject({ kind: "paid" });
    expect(await chargesOf(draftId)).toBe(1);
  });

  it("answers before a slow gateway does, and finishes by itself", async () => {
    await scriptGateway(company, "delay", 1_000);
    const { draftId, state } = await pay("4242424242424242");
    expect(state.kind).toBe("checking");
    expect(await settled(draftId)).toMatchObject({ kind: "paid" });
  });

  it.each([
    ["4000000000000002", "bank_declined"],
    ["4000000000009995", "insufficient_funds"],
    ["4000000000000069", "expired_card"],
    ["4000000000000127", "wrong_security_code"],
    ["4000000000009987", "bank_declined"],
    ["4000000000009979", "bank_declined"],
    ["4100000000000019", "bank_declined"],
  ])("page P6.5 declines card %s as %s and takes nothing", async (card, reason) => {
    const { draftId } = await pay(card);
    expect(await settled(draftId)).toMatchObject({ kind: "declined", reason });
    expect(await chargesOf(draftId)).toBe(0);
  });

  it("page P7 waits for the bank's approval, and lets the payer take another way", async () => {
    const { draftId } = await pay("4000002760003184");
    expect(await settled(draftId)).toMatchObject({ kind: "requires_action" });
    const state = await cancelCheckoutPayment(await company.context(), company.access, draftId);
    expect(state).toMatchObject({ kind: "declined" });
    expect(await chargesOf(draftId)).toBe(0);
  });
});
