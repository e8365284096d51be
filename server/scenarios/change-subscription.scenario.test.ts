import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { invoices } from "@/db/schema/invoices";
import { subscriptionChanges, subscriptions } from "@/db/schema/subscriptions";
import { parseRational, rational } from "@/server/kernel";
import {
  changeSubscription,
  chargeAccount,
  moveBillingDayOfAccount,
  placeChange,
  previewChange,
} from "@/server/orders";
import { createCoupon } from "@/server/promotions";
import { getSellerByKey } from "@/server/sellers";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { tellStories } from "./tell-stories";
import { publishTwoPlans, toTwentyNine } from "./two-plans-in-scenario";

let company: ScenarioCompany;
const stories = tellStories(() => company, { years: 1 });
const { at, day, subscribe, place, runThrough, linesOf } = stories;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  await publishTwoPlans(await company.context());
});

beforeEach(stories.begin);

afterAll(() => company.close());

const now = { kind: "now" } as const;

describe("changes of subscriptions", () => {
  it("change 9.00 to 29.00 on 11 April: credit 6.00, charge 19.33, due 13.33, as it was previewed", async () => {
    const { accountId, subscriptionId } = await subscribe("anna");
    await at("04-11");
    const ctx = await company.context();
    const preview = await previewChange(ctx, { subscriptionId, action: toTwentyNine });
    expect(preview.document.lines.map(({ kind, net }) => [kind, net.minor])).toEqual([
      ["credit", -600n],
      ["charge", 1933n],
    ]);
    expect(preview.dueNowMinor).toBe(1333n);
    expect(preview.future.map(({ on, document }) => [on.slice(5), document.total.minor])).toEqual([
      ["05-01", 2900n],
      ["06-01", 2900n],
      ["07-01", 2900n],
    ]);
    const { invoiceId } = await placeChange(ctx, {
      subscriptionId,
      action: toTwentyNine,
      previewId: preview.previewId,
    });
    const [posted] = await company.db
      .select()
      .from(invoices)
      .where(eq(invoices.id, invoiceId ?? ""));
    expect(posted?.totalMinor).toBe(1333n);
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 900 of 900",
      "credit 04-11 05-01 -600 of 1333",
      "charge 04-11 05-01 1933 of 1333",
    ]);
    await company.expectProof();
  });

  it("refuse a preview that is stale, and write nothing", async () => {
    const { accountId, subscriptionId } = await subscribe("ben");
    await at("04-11");
    const ctx = await company.context();
    const { previewId } = await previewChange(ctx, { subscriptionId, action: toTwentyNine });
    await place(subscriptionId, { action: "change_quantity", when: now, quantity: 2 });
    const before = await linesOf(accountId);
    await expect(placeChange(ctx, { subscriptionId, action: toTwentyNine, previewId })).rejects.toMatchObject({
      reason: "order.preview_stale",
    });
    expect(await linesOf(accountId)).toEqual(before);
    await company.expectProof();
  });

  it("wait for their day, are listed, and taken by the run of that day with what they give back", async () => {
    const { accountId, subscriptionId } = await subscribe("cora");
    const on = { kind: "on", at: { day: day("04-16") } } as const;
    await place(subscriptionId, { ...toTwentyNine, when: on });
    await place(subscriptionId, { action: "cancel", when: { kind: "on", at: { day: day("06-11") } } });
    const [waiting] = await company.db
      .select()
      .from(subscriptionChanges)
      .where(eq(subscriptionChanges.subscriptionId, subscriptionId))
      .orderBy(asc(subscriptionChanges.position));
    expect(waiting).toMatchObject({ kind: "change_plan", takesOn: day("04-16"), state: "waiting" });
    await runThrough("04-16");
    await runThrough("05-01");
    await runThrough("06-01");
    await runThrough("06-11");
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 900 of 900",
      "credit 04-16 05-01 -450 of 1000",
      "charge 04-16 05-01 1450 of 1000",
      "charge 05-01 06-01 2900 of 2900",
      // Ten of thirty days: it was known by then that service ends on the eleventh.
      "charge 06-01 06-11 967 of 967",
    ]);
    const [ended] = await company.db.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId));
    expect(ended).toMatchObject({ status: "canceled", billAt: null });
    await company.expectProof();
  });

  it("are undone: a cancellation taken back leaves the subscription as it was", async () => {
    const { accountId, subscriptionId } = await subscribe("dora");
    await place(subscriptionId, { action: "cancel", when: { kind: "period_end" } });
    await place(subscriptionId, { action: "undo_cancel" });
    await expect(place(subscriptionId, { action: "undo_cancel" })).rejects.toMatchObject({
      reason: "subscription.nothing_to_undo",
    });
    await runThrough("05-01");
    expect(await linesOf(accountId)).toEqual(["charge 04-01 05-01 900 of 900", "charge 05-01 06-01 900 of 900"]);
    await company.expectProof();
  });

  it("give back more than they charge: the credit waits for the next invoice", async () => {
    const { accountId, subscriptionId } = await subscribe("emil");
    await at("04-11");
    const ctx = await company.context();
    await changeSubscription(ctx, { subscriptionId, action: toTwentyNine });
    await at("04-21");
    const back = { ...toTwentyNine, ratePlans: [{ key: "nine", quantity: null }] };
    const { invoiceId } = await place(subscriptionId, back);
    expect(invoiceId).toBeNull();
    await runThrough("05-01");
    expect((await linesOf(accountId)).slice(3)).toEqual([
      "credit 04-21 05-01 -967 of 233",
      "charge 04-21 05-01 300 of 233",
      "charge 05-01 06-01 900 of 233",
    ]);
    await company.expectProof();
  });

  it("pause and resume: nothing is billed in between, and what was given back is taken off what comes after", async () => {
    const { accountId, subscriptionId } = await subscribe("fred");
    await at("04-11");
    await place(subscriptionId, { action: "pause", when: now });
    await runThrough("05-01");
    await at("05-17");
    const resume = { action: "resume", when: now } as const;
    const { document, dueNowMinor } = await previewChange(await company.context(), { subscriptionId, action: resume });
    expect([document.total.minor, dueNowMinor]).toEqual([435n, 0n]);
    expect((await place(subscriptionId, resume)).invoiceId).toBeNull();
    await runThrough("06-01");
    // 6.00 back for twenty days of April is more than 4.35 for 15 of 31 in May: both wait for 9.00 of June.
    expect((await linesOf(accountId)).slice(1)).toEqual([
      "credit 04-11 05-01 -600 of 735",
      "charge 05-17 06-01 435 of 735",
      "charge 06-01 07-01 900 of 735",
    ]);
    await company.expectProof();
  });

  it("move the billing day of an account: the days up to it are billed, and whole months after", async () => {
    const { accountId, subscriptionId } = await subscribe("gina");
    await at("04-11");
    await moveBillingDayOfAccount(await company.context(), { accountId, day: 15 });
    await runThrough("05-01");
    await runThrough("05-15");
    // 14 of 30 days from 15 April to 15 May.
    expect((await linesOf(accountId)).slice(1)).toEqual([
      "charge 05-01 05-15 420 of 420",
      "charge 05-15 06-15 900 of 900",
    ]);
    const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId));
    expect(row?.billingDay).toBe(15);
    await company.expectProof();
  });

  it("take a coupon off from the next line on, and charge an account once for what no subscription has", async () => {
    const { accountId, subscriptionId } = await subscribe("hugo");
    const ctx = await company.context();
    const { id: sellerId } = await getSellerByKey(ctx, "ireland");
    await createCoupon(ctx, { sellerId, key: "THIRD", kind: "percent", value: parseRational("33.3333") });
    await place(subscriptionId, { action: "apply_coupon", coupon: "THIRD" });
    await expect(place(subscriptionId, { action: "apply_coupon", coupon: "FOURTH" })).rejects.toMatchObject({
      reason: "coupon.unknown",
    });
    const charge = { accountId, sellerKey: "ireland", key: "import", description: "Import of old mail" };
    await chargeAccount(ctx, { ...charge, amountMinor: rational(5_000n) });
    await runThrough("05-01");
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 900 of 900",
      "charge 04-01 04-01 5000 of 5000",
      "charge 05-01 06-01 600 of 600",
    ]);
    await company.expectProof();
  });
});
