import { asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invoices } from "@/db/schema/invoices";
import { orders } from "@/db/schema/orders";
import { payments } from "@/db/schema/payments";
import { subscriptions } from "@/db/schema/subscriptions";
import { runDueBillRuns } from "@/server/billing";
import { queuePaymentFailedMails } from "@/server/notifications";
import { type ChangeInput, placeChange, placeGatedChange, previewChange, settleWaitingOrders } from "@/server/orders";
import type { SubscriptionAction } from "@/server/orders/core";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { scriptGateway } from "./script-gateway";
import { publishTwoPlans, subscribeInScenario, toTwentyNine } from "./two-plans-in-scenario";

const approving = "4242424242424242";
// Takes the first payment and declines every one that nobody asks for.
const decliningLater = "4000000000000341";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  await publishTwoPlans(await company.context());
});

afterEach(() => company.expectProof());

afterAll(() => company.close());

const three: SubscriptionAction = { action: "change_quantity", when: { kind: "now" }, quantity: 3 };

/** Somebody who bought one seat at 29.00 with this card on 1 April and is asked about on the 16th: half of it is left. */
const bought = async (email: string, card: string) => {
  await company.setNow("2027-04-01T09:00:00Z");
  const { placed } = await buyInScenario(company, oneSeat, card, { ...jana, email });
  const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, placed.orderId));
  await company.setNow("2027-04-16T09:00:00Z");
  return { subscriptionId: row?.id ?? "", accountId: row?.accountId ?? "" };
};

const gate = async (subscriptionId: string, change: Partial<Omit<ChangeInput, "subscriptionId">> = {}) => {
  const ctx = await company.context();
  const input = { subscriptionId, action: three, ...change };
  const { previewId, dueNowMinor } = await previewChange(ctx, input);
  return { dueNowMinor, ...(await placeGatedChange(ctx, company.access, { ...input, previewId })) };
};

const story = async (accountId: string) => {
  const [subscription] = await company.db.select().from(subscriptions).where(eq(subscriptions.accountId, accountId));
  const paid = await company.db
    .select()
    .from(payments)
    .where(eq(payments.accountId, accountId))
    .orderBy(asc(payments.id));
  const billed = await company.db.select().from(invoices).where(eq(invoices.accountId, accountId));
  const placed = await company.db.select().from(orders).where(eq(orders.accountId, accountId)).orderBy(asc(orders.id));
  return {
    quantity: Number(subscription?.quantity),
    orders: placed.map(({ status }) => status),
    payments: paid.map(({ state, amountMinor }) => `${state} ${amountMinor}`),
    invoices: billed.length,
  };
};

describe("feature F2.8 a change that takes effect only if it is paid", () => {
  it("is placed, billed and paid at once by the card on file", async () => {
    const { subscriptionId, accountId } = await bought("gate@tulpe.example", approving);
    const first = await story(accountId);
    const { status, dueNowMinor } = await gate(subscriptionId);
    expect(status).toBe("placed");
    expect(await story(accountId)).toEqual({
      quantity: 3,
      orders: ["completed", "completed"],
      payments: [...first.payments, `succeeded ${dueNowMinor}`],
      invoices: 2,
    });
  });

  it("changes and owes nothing where the card is declined, and writes no mail that asks for another", async () => {
    const { subscriptionId, accountId } = await bought("declined@tulpe.example", decliningLater);
    const { status, orderId, dueNowMinor } = await gate(subscriptionId);
    expect(status).toBe("declined");
    expect(await story(accountId)).toMatchObject({
      quantity: 1,
      orders: ["completed", "payment_failed"],
      payments: [expect.stringMatching(/^succeeded/), `failed ${dueNowMinor}`],
      invoices: 1,
    });
    expect(await queuePaymentFailedMails(await company.context(), [orderId])).toBe(0);
  });

  it("waits for an answer that did not come, lets nothing else change meanwhile, and is placed by the sweep", async () => {
    const { subscriptionId, accountId } = await bought("unknown@tulpe.example", approving);
    await scriptGateway(company, "timeout_after_charge", 4_000);
    // Counted by the second, the amount is of the moment of asking, and not of the hour at which the answer comes.
    expect((await gate(subscriptionId, { convention: "seconds" })).status).toBe("checking");
    const ctx = await company.context();
    const other = { subscriptionId, action: { ...three, quantity: 5 } } as const;
    const { previewId } = await previewChange(ctx, other);
    await expect(placeChange(ctx, { ...other, previewId })).rejects.toMatchObject({ reason: "order.awaiting_payment" });
    expect((await story(accountId)).quantity).toBe(1);
    await company.db
      .update(payments)
      .set({ checkAfter: new Date(0) })
      .where(eq(payments.accountId, accountId));
    await company.setNow("2027-04-16T15:00:00Z");
    await settleWaitingOrders(await company.context(), company.access);
    expect(await story(accountId)).toMatchObject({ quantity: 3, orders: ["completed", "completed"], invoices: 2 });
  });

  it("is given up where the subscription was billed on before the answer came, and lets others change it again", async () => {
    const { subscriptionId, accountId } = await bought("overtaken@tulpe.example", approving);
    await scriptGateway(company, "timeout_after_charge", 4_000);
    expect((await gate(subscriptionId)).status).toBe("checking");
    await company.setNow("2027-05-02T09:00:00Z");
    await runDueBillRuns(await company.context(), "scenario");
    await company.db
      .update(payments)
      .set({ checkAfter: new Date(0) })
      .where(eq(payments.accountId, accountId));
    await settleWaitingOrders(await company.context(), company.access);
    expect(await story(accountId)).toMatchObject({ quantity: 1, orders: ["completed", "canceled"], invoices: 2 });
    const other = { subscriptionId, action: { ...three, quantity: 5 } } as const;
    const ctx = await company.context();
    const { previewId } = await previewChange(ctx, other);
    await placeChange(ctx, { ...other, previewId });
    expect((await story(accountId)).quantity).toBe(5);
  });

  it("is refused for a day to come, without a card, and with another preview", async () => {
    const ctx = await company.context();
    const { subscriptionId } = await subscribeInScenario(ctx, "cardless");
    const later = { ...toTwentyNine, when: { kind: "period_end" } } as const;
    await expect(gate(subscriptionId, { action: later })).rejects.toMatchObject({ reason: "subscription.gated_later" });
    await expect(gate(subscriptionId, { action: toTwentyNine })).rejects.toMatchObject({
      reason: "payment_method.none",
    });
    const stale = { subscriptionId, action: toTwentyNine, previewId: "0".repeat(64) };
    await expect(placeGatedChange(ctx, company.access, stale)).rejects.toMatchObject({ reason: "order.preview_stale" });
  });
});
