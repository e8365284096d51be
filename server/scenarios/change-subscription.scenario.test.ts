import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { invoiceLines, invoices } from "@/db/schema/invoices";
import { mails } from "@/db/schema/notifications";
import { subscriptionChanges, subscriptions } from "@/db/schema/subscriptions";
import { openAccount } from "@/server/accounts";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { runDueBillRuns } from "@/server/billing";
import { publishRatePlans } from "@/server/catalog";
import { parseRational, rational } from "@/server/kernel";
import { queueChangeMails } from "@/server/notifications";
import {
  changeSubscription,
  chargeAccount,
  compareConventions,
  moveBillingDayOfAccount,
  placeChange,
  placeOnAccount,
  previewChange,
  previewOnAccount,
} from "@/server/orders";
import type { SubscriptionAction } from "@/server/orders/core";
import { createCoupon } from "@/server/promotions";
import { getSellerByKey } from "@/server/sellers";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;
// Every story has a year of its own, because a bill run never goes back.
let year = 2026;

const plan = (key: string, price: string) =>
  ({
    productKey: "desk",
    key,
    version: 1,
    name: key,
    isOnSale: true,
    isAddOn: false,
    quantityMin: 1,
    quantityMax: 500,
    features: {},
    charges: [
      { key: "fee", name: `Plan ${price}`, kind: "recurring", model: "per_unit", prices: { EUR: { month: price } } },
    ],
  }) as const;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  await publishRatePlans(await company.context(), [plan("nine", "9"), plan("twenty-nine", "29")]);
});

beforeEach(() => {
  year += 1;
});

afterAll(() => company.close());

const at = (monthAndDay: string): Promise<void> => company.setNow(`${year}-${monthAndDay}T09:00:00Z`);

const now = { kind: "now" } as const;
const toTwentyNine: SubscriptionAction = {
  action: "change_plan",
  when: now,
  interval: "month",
  ratePlans: [{ key: "twenty-nine", quantity: null }],
};

/** Somebody in Dublin who has subscribed at 9.00 a month on 1 April. */
const subscribe = async (name: string): Promise<{ accountId: string; subscriptionId: string }> => {
  await at("04-01");
  const ctx = await company.context();
  const address = { addressLines: ["1 Quay"], city: "Dublin", postcode: null, region: null, country: "IE" };
  const account = await openAccount(ctx, {
    name,
    kind: "personal",
    country: "IE",
    timeZone: "Europe/Dublin",
    currency: "EUR",
    taxId: null,
    taxIdStatus: "none",
    billTo: { ...address, name, email: `${name}@quay.example` },
    statedTaxPercent: "0",
  });
  const order = {
    accountId: account.id,
    actions: [{ action: "create" as const, interval: "month" as const, ratePlans: [{ key: "nine", quantity: 1 }] }],
  };
  const { previewId } = await previewOnAccount(ctx, order);
  const orderId = await placeOnAccount(ctx, { ...order, previewId });
  const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  return { accountId: account.id, subscriptionId: row?.id ?? "" };
};

const place = async (subscriptionId: string, action: SubscriptionAction) => {
  const ctx = await company.context();
  const { previewId } = await previewChange(ctx, { subscriptionId, action });
  return placeChange(ctx, { subscriptionId, action, previewId });
};

const short = (day: string): string => day.slice(5);

const linesOf = async (accountId: string) => {
  const rows = await company.db
    .select({
      kind: invoiceLines.kind,
      start: invoiceLines.serviceStartOn,
      end: invoiceLines.serviceEndOn,
      net: invoiceLines.netMinor,
      invoice: invoices.totalMinor,
    })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .where(eq(invoiceLines.accountId, accountId))
    .orderBy(asc(invoices.postedAt), asc(invoiceLines.invoiceId), asc(invoiceLines.position));
  return rows.map(({ kind, start, end, net, invoice }) => `${kind} ${short(start)} ${short(end)} ${net} of ${invoice}`);
};

const runThrough = async (monthAndDay: string): Promise<void> => {
  await at(monthAndDay);
  await runDueBillRuns(await company.context(), "scenario");
};

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
    expect(preview.future.map(({ on, document }) => [short(on), document.total.minor])).toEqual([
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

  it("show the same change by every other rule, and are placed by one that was agreed for it alone", async () => {
    const { accountId, subscriptionId } = await subscribe("ida");
    await runThrough("05-01");
    await at("05-11");
    const ctx = await company.context();
    const input = { subscriptionId, action: toTwentyNine };
    // 21 of 31 days of 9.00 and of 29.00 are 6.10 and 19.65; 20 of 30 are 6.00 and 19.33.
    expect((await previewChange(ctx, input)).dueNowMinor).toBe(1355n);
    const compared = await compareConventions(ctx, input);
    expect(compared.map(({ convention, dueNowMinor }) => [convention, dueNowMinor])).toEqual([
      ["months_of_30_days", 1333n],
      ["no_credit", 1965n],
    ]);
    const agreed = { ...input, convention: "months_of_30_days" } as const;
    const { previewId, dueNowMinor } = await previewChange(ctx, agreed);
    expect(dueNowMinor).toBe(1333n);
    await expect(placeChange(ctx, { ...input, previewId })).rejects.toMatchObject({ reason: "order.preview_stale" });
    await placeChange(ctx, { ...agreed, previewId });
    await runThrough("06-01");
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 900 of 900",
      "charge 05-01 06-01 900 of 900",
      "credit 05-11 06-01 -600 of 1333",
      "charge 05-11 06-01 1933 of 1333",
      "charge 06-01 07-01 2900 of 2900",
    ]);
    await company.expectProof();
  });

  it("page T2.3 are told to the subscriber, each once, with the day, what it costs and its invoice", async () => {
    setTestEnvironment(company.database.url);
    const { accountId, subscriptionId } = await subscribe("maja");
    await at("04-11");
    const ctx = await company.context();
    const { orderId, invoiceId } = await place(subscriptionId, toTwentyNine);
    const ending = await place(subscriptionId, { action: "cancel", when: { kind: "period_end" } });
    expect(await queueChangeMails(ctx, [orderId, ending.orderId])).toBe(2);
    expect(await queueChangeMails(ctx, [orderId, ending.orderId])).toBe(0);
    const told = await company.db
      .select({ subject: mails.subject, text: mails.text, attachments: mails.attachments })
      .from(mails)
      .where(and(eq(mails.accountId, accountId), eq(mails.kind, "subscription_changed")))
      .orderBy(asc(mails.naturalKey));
    const [changed, ended] = told;
    expect(told.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 2 }, () => "Your subscription Plan 29 has changed"),
    );
    for (const text of ["Your plan: twenty-nine.", `11 Apr ${year}`, "−€6.00", "€19.33", "€13.33 is due on"])
      expect(changed?.text).toContain(text);
    expect(changed?.attachments).toMatchObject([{ documentId: invoiceId }]);
    for (const text of ["Plan 29 ends.", `1 May ${year}`, "Nothing is due"]) expect(ended?.text).toContain(text);
    expect(ended?.attachments).toEqual([]);
  });

  it("refuse another rule for what waits for its day, and say what may be agreed when a subscription ends", async () => {
    const { subscriptionId } = await subscribe("ivo");
    await at("04-11");
    const ctx = await company.context();
    const later = { ...toTwentyNine, when: { kind: "period_end" } } as const;
    await expect(previewChange(ctx, { subscriptionId, action: later, convention: "no_credit" })).rejects.toMatchObject({
      reason: "subscription.convention",
      details: { field: "convention" },
    });
    expect(await compareConventions(ctx, { subscriptionId, action: later })).toEqual([]);
    // The 11th and the 19 days after it are 20 of 30; without the 11th they are 19.
    const ended = await compareConventions(ctx, { subscriptionId, action: { action: "cancel", when: now } });
    expect(ended.map(({ convention, document }) => [convention, document.net.minor])).toEqual([
      ["months_of_30_days", -600n],
      ["no_credit", 0n],
      ["change_day_on_old", -570n],
    ]);
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
    const on = { kind: "on", at: { day: `${year}-04-16` } } as const;
    await place(subscriptionId, { ...toTwentyNine, when: on });
    await place(subscriptionId, { action: "cancel", when: { kind: "on", at: { day: `${year}-06-11` } } });
    const [waiting] = await company.db
      .select()
      .from(subscriptionChanges)
      .where(eq(subscriptionChanges.subscriptionId, subscriptionId))
      .orderBy(asc(subscriptionChanges.position));
    expect(waiting).toMatchObject({ kind: "change_plan", takesOn: `${year}-04-16`, state: "waiting" });
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
