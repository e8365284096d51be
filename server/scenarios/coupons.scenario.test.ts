import { count, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { orders } from "@/db/schema/orders";
import { subscriptions } from "@/db/schema/subscriptions";
import { runBillRun } from "@/server/billing";
import { publishRatePlans } from "@/server/catalog";
import { plainDate } from "@/server/kernel";
import { applyCode, changeSubscription, openDraft, placeOrder, readCheckout, startDraft } from "@/server/orders";
import type { DraftContentInput } from "@/server/orders/schemas";
import { createCoupon } from "@/server/promotions";
import { getSellerByKey } from "@/server/sellers";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { billedLines, monthlyPlan, planInScenario, subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;
let sellerId: string;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  const twenty = { kind: "recurring", model: "flat", prices: { EUR: { month: "20" }, GBP: { month: "18" } } } as const;
  const five = { kind: "recurring", model: "flat", prices: { EUR: { month: "5" }, GBP: { month: "4.50" } } } as const;
  await publishRatePlans(ctx, [
    planInScenario("two-parts", "Two parts", [
      { key: "main", name: "Main part", ...twenty },
      { key: "side", name: "Side part", ...five },
    ]),
    { ...monthlyPlan("tried", "Tried", "20"), trialDays: 14 },
    { ...monthlyPlan("tried-more", "Tried more", "50"), trialDays: 7 },
    monthlyPlan("untried", "Untried", "20"),
  ]);
  sellerId = (await getSellerByKey(ctx, "ireland")).id;
  await createCoupon(ctx, {
    sellerId,
    key: "TENNER",
    kind: "amount",
    amounts: { EUR: 1000n, GBP: 900n },
    isCode: true,
  });
  await createCoupon(ctx, { sellerId, key: "ISLES", kind: "amount", amounts: { USD: 900n, GBP: 800n }, isCode: true });
  await createCoupon(ctx, { sellerId, key: "LONGER", kind: "trial", days: 16, isCode: true, isForNewCustomers: true });
});

afterEach(() => company.expectProof());

afterAll(() => company.close());

const openCheckout = async (content: Partial<DraftContentInput>, code: string, isKnownCustomer = false) => {
  const { draftId, token } = await startDraft(await company.context(), { ...oneSeat, ...content });
  const draft = async () => openDraft(await company.context(), draftId, token);
  await applyCode(await company.context(), await draft(), { code, isKnownCustomer });
  const view = await readCheckout(await company.context(), await draft());
  return { draftId, view };
};

const run = async (day: string) => {
  await company.setNow(`${day}T09:00:00Z`);
  await runBillRun(await company.context(), { sellerId, throughOn: plainDate(day), owner: "scenario" });
};

const rows = async () => {
  const of = async (table: typeof accounts | typeof orders) =>
    (await company.db.select({ rows: count() }).from(table))[0]?.rows;
  return [await of(accounts), await of(orders)];
};

const parts = [{ key: "two-parts", quantity: 1 }];
const tried = [{ key: "tried", quantity: 1 }];

describe("feature F7.5 a coupon of an amount in several currencies", () => {
  it("is billed with the order as 12.00 and 3.00 of 20.00 and 5.00", async () => {
    const { accountId } = await subscribeInScenario(await company.context(), "renata", {
      plan: "two-parts",
      terms: { coupons: ["TENNER"] },
    });
    expect(await billedLines(company.db, accountId)).toEqual([
      "charge 04-01 05-01 1200 of 1500",
      "charge 04-01 05-01 300 of 1500",
    ]);
  });

  it("takes 10.00 off in euro and 9.00 in pounds, once off both parts, and says so line by line", async () => {
    // 20.00 and 5.00 share 10.00 as 8.00 and 2.00; 18.00 and 4.50 share 9.00 as 7.20 and 1.80.
    for (const [country, currency, nets, off] of [
      ["IE", "EUR", [1200n, 300n], 1000n],
      ["GB", "GBP", [1080n, 270n], 900n],
    ] as const) {
      const { view } = await openCheckout({ country, ratePlans: parts }, "tenner");
      expect([view.currency, view.lines.map(({ netMinor }) => netMinor)]).toEqual([currency, nets]);
      expect(view.codes).toEqual([{ key: "TENNER", kind: "amount", value: String(off), offMinor: off, lastDay: null }]);
    }
  });

  it("is refused by name in a currency that it does not have, with those it has, and nothing is written", async () => {
    await expect(openCheckout({ country: "DE", ratePlans: parts }, "ISLES")).rejects.toMatchObject({
      message: "ISLES is for what is paid in GBP or USD.",
    });
    const { subscriptionId } = await subscribeInScenario(await company.context(), "kerstin", { plan: "two-parts" });
    const before = await rows();
    const message = "ISLES takes an amount off in GBP and USD, and not in EUR. Leave it out.";
    const reason = "order.coupon_not_in_currency";
    const action = { action: "apply_coupon", coupon: "ISLES" } as const;
    await expect(changeSubscription(await company.context(), { subscriptionId, action })).rejects.toMatchObject({
      ...{ message, reason },
      details: { field: "coupons", coupon: "ISLES", currency: "EUR", currencies: "GBP and USD" },
    });
    expect(await rows()).toEqual(before);
  });
});

describe("feature F7.5 a coupon that lengthens a trial", () => {
  it("moves the paid start from 15 April to 1 May, in the preview, its promise and what is billed", async () => {
    const plain = await buyInScenario(company, { ...oneSeat, country: "IE", ratePlans: tried });
    expect([plain.preview.paidFromOn, plain.preview.future[0]?.on]).toEqual(["2027-04-15", "2027-04-15"]);
    const { draftId, view } = await openCheckout({ country: "IE", ratePlans: tried }, "LONGER");
    expect(view.codes).toEqual([{ key: "LONGER", kind: "trial", value: "16", offMinor: 0n, lastDay: null }]);
    expect([view.paidFromOn, view.renewal?.on, view.totalMinor]).toEqual(["2027-05-01", "2027-05-01", 0n]);
    const order = { draftId, methodToken: null, buyer: { ...jana, email: "longer@quay.example" } };
    const stale = placeOrder(await company.context(), { ...order, previewId: plain.previewId });
    await expect(stale).rejects.toMatchObject({ reason: "order.preview_stale" });
    const { orderId } = await placeOrder(await company.context(), { ...order, previewId: view.previewId });
    const [begun] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
    expect([begun?.status, begun?.paidFromOn]).toEqual(["trialing", "2027-05-01"]);
    const accountId = begun?.accountId ?? "";
    await run("2027-04-30");
    expect(await billedLines(company.db, accountId)).toEqual([]);
    await run("2027-05-01");
    // 20.00 and Irish VAT of 23 %.
    expect(await billedLines(company.db, accountId)).toEqual(["charge 05-01 06-01 2000 of 2460"]);
  });

  it("keeps its days when the plan changes in the trial: 7 and 16 from the first start", async () => {
    await company.setNow("2027-06-01T09:00:00Z");
    const ctx = await company.context();
    const { subscriptionId } = await subscribeInScenario(ctx, "mona", {
      plan: "tried",
      terms: { coupons: ["LONGER"] },
    });
    const ratePlans = [{ key: "tried-more", quantity: null }];
    const action = { action: "change_plan", when: { kind: "now" }, interval: "month", ratePlans } as const;
    await changeSubscription(ctx, { subscriptionId, action });
    const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId));
    expect([row?.status, row?.paidFromOn]).toEqual(["trialing", "2027-06-24"]);
  });

  it("is refused where there is no trial, to who has bought before, and once the subscription has begun", async () => {
    const refusedWith = (tries: Promise<unknown>, message: string) => expect(tries).rejects.toMatchObject({ message });
    const untried = { ratePlans: [{ key: "untried", quantity: 1 }] };
    await refusedWith(openCheckout(untried, "LONGER"), "LONGER lengthens a trial, and this plan has none.");
    await refusedWith(openCheckout({ ratePlans: tried }, "LONGER", true), "LONGER is for new customers.");
    const ctx = await company.context();
    const before = await rows();
    await refusedWith(
      subscribeInScenario(ctx, "udo", { plan: "tried", terms: { coupons: ["LONGER"], skipsTrial: true } }),
      "LONGER lengthens a trial, and there is none here. Leave it out, or choose a plan with a trial.",
    );
    const { subscriptionId } = await subscribeInScenario(ctx, "ute", { plan: "tried" });
    await refusedWith(
      changeSubscription(ctx, { subscriptionId, action: { action: "apply_coupon", coupon: "LONGER" } }),
      "LONGER lengthens the trial of a new subscription. Give it with the order that begins one.",
    );
    // The accounts were opened before their orders were refused; one of the two has one.
    expect(await rows()).toEqual([(before[0] ?? 0) + 2, (before[1] ?? 0) + 1]);
  });
});
