import { and, count, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { invoiceLines, invoices } from "@/db/schema/invoices";
import { orders } from "@/db/schema/orders";
import { payments } from "@/db/schema/payments";
import { coupons, couponUses } from "@/db/schema/promotions";
import { subscriptions } from "@/db/schema/subscriptions";
import { runBillRun } from "@/server/billing";
import { plainDate, type Rational, rational } from "@/server/kernel";
import {
  applyCode,
  expireOrders,
  openDraft,
  payOrder,
  placeOrder,
  readCheckout,
  removeCode,
  startDraft,
} from "@/server/orders";
import type { DraftContentInput } from "@/server/orders/schemas";
import { type CouponRules, createCoupon } from "@/server/promotions";
import { listSellers } from "@/server/sellers";
import { jana, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;
let sellerId: string;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  sellerId = (await listSellers(await company.context())).find(({ key }) => key === "ireland")?.id ?? "";
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const eightSeats: DraftContentInput = {
  ...{ ...oneSeat, buyerKind: "business", country: "NL", taxId: "NL004495445B01" },
  ratePlans: [{ key: "desk-team", quantity: 8 }],
};

/** A checkout with a browser's token, and what can be done with it. */
const openCheckout = async (content: DraftContentInput = eightSeats) => {
  const { draftId, token } = await startDraft(await company.context(), content);
  const draft = async () => openDraft(await company.context(), draftId, token);
  return {
    apply: async (code: string, isKnownCustomer = false) =>
      applyCode(await company.context(), await draft(), { code, isKnownCustomer }),
    remove: async (code: string) => removeCode(await company.context(), await draft(), code),
    read: async () => readCheckout(await company.context(), await draft()),
    place: async (previewId: string, card = "4242424242424242") => {
      const ctx = await company.context();
      const methodToken = await company.card(card);
      const placed = await placeOrder(ctx, { draftId, previewId, methodToken, buyer: jana });
      if (placed.status === "awaiting_payment") await payOrder(ctx, company.access, placed.paymentId);
      return placed.orderId;
    },
  };
};

const makeCode = async (code: CouponRules & { readonly value?: Rational }): Promise<void> =>
  createCoupon(await company.context(), { sellerId, kind: "percent", value: rational(10n), isCode: true, ...code });

const subscriptionOf = async (orderId: string) => {
  const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  return row;
};

const billed = async (subscriptionId: string) => {
  const rows = await company.db
    .select({ on: invoiceLines.serviceStartOn, net: invoiceLines.netMinor, issueOn: invoices.issueOn })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .where(eq(invoiceLines.subscriptionId, subscriptionId))
    .orderBy(invoiceLines.serviceStartOn);
  return rows.map(({ on, net }) => [on, net]);
};

const countRows = async () => {
  const of = async (table: typeof accounts | typeof orders | typeof payments | typeof couponUses) =>
    (await company.db.select({ rows: count() }).from(table))[0]?.rows;
  return [await of(accounts), await of(orders), await of(payments), await of(couponUses)];
};

describe("promotion codes", () => {
  it("page P6.6 journey J02 takes a fifth off for three months, says until when, and bills just that", async () => {
    const checkout = await openCheckout();
    await checkout.apply(" welcome20 ");
    const view = await checkout.read();
    expect(view.codes).toEqual([
      { key: "WELCOME20", kind: "percent", value: "20", offMinor: 5280n, lastDay: "2027-02-15" },
    ]);
    expect(view.lines.map(({ listMinor, netMinor }) => [listMinor, netMinor])).toEqual([[26_400n, 21_120n]]);
    expect([view.totalMinor, view.renewal, view.afterCodes]).toEqual([
      21_120n,
      { on: "2026-12-16", netMinor: 21_120n, totalMinor: 21_120n },
      { on: "2027-02-16", totalMinor: 26_400n },
    ]);
    const orderId = await checkout.place(view.previewId);
    const subscription = await subscriptionOf(orderId);
    for (const day of ["2026-12-16", "2027-01-16", "2027-02-16", "2027-03-16"]) {
      await company.setNow(`${day}T09:00:00Z`);
      await runBillRun(await company.context(), { sellerId, throughOn: plainDate(day), owner: "scenario" });
    }
    expect(await billed(subscription?.id ?? "")).toEqual([
      ["2026-11-16", 21_120n],
      ["2026-12-16", 21_120n],
      ["2027-01-16", 21_120n],
      ["2027-02-16", 26_400n],
      ["2027-03-16", 26_400n],
    ]);
    await company.setNow("2027-03-16T10:00:00Z");
  });

  it("bills the same where a run comes late and catches up over the end of a code", async () => {
    const checkout = await openCheckout();
    await checkout.apply("WELCOME20");
    const orderId = await checkout.place((await checkout.read()).previewId);
    await company.setNow("2027-08-20T09:00:00Z");
    await runBillRun(await company.context(), { sellerId, throughOn: plainDate("2027-08-20"), owner: "scenario" });
    const lines = await billed((await subscriptionOf(orderId))?.id ?? "");
    expect(lines.map(([, net]) => net)).toEqual([21_120n, 21_120n, 21_120n, 26_400n, 26_400n, 26_400n]);
  });

  it.each([
    ["SUMMER26", "SUMMER26 ended on 31 Aug 2026."],
    ["SOMMER", "There is no code SOMMER. Check how it is written."],
    ["", "Enter a code."],
  ])("page P6.6 refuses %j: %s", async (code, message) => {
    await expect((await openCheckout()).apply(code)).rejects.toMatchObject({ message });
  });

  it("refuses what is for other plans, for monthly plans, for new customers, or not begun", async () => {
    await makeCode({ key: "FLOWONLY", ratePlanKeys: ["flow-starter"] });
    await makeCode({ key: "XMAS", startsOn: plainDate("2027-12-01") });
    const checkout = await openCheckout();
    const yearly = await openCheckout({ ...eightSeats, interval: "year" });
    const refused = (apply: Promise<void>, message: string) => expect(apply).rejects.toMatchObject({ message });
    await refused(checkout.apply("FLOWONLY"), "FLOWONLY is not for this plan.");
    await refused(checkout.apply("XMAS"), "XMAS starts on 1 Dec 2027.");
    await refused(yearly.apply("WELCOME20"), "WELCOME20 is for plans paid monthly.");
    await refused(checkout.apply("WELCOME20", true), "WELCOME20 is for new customers.");
    expect((await checkout.read()).totalMinor).toBe(26_400n);
  });

  it("takes a narrow code off before a wide one, each of what is left, and can be removed", async () => {
    await makeCode({ key: "WIDE10" });
    await makeCode({ key: "DESK5", value: rational(5n), ratePlanKeys: ["desk-team"] });
    const checkout = await openCheckout();
    await checkout.apply("WIDE10");
    await checkout.apply("DESK5");
    await checkout.apply("desk5");
    // 5 % of 264.00 is 13.20; 10 % of 250.80 is 25.08.
    const { codes, totalMinor } = await checkout.read();
    expect(codes.map(({ key, offMinor }) => [key, offMinor])).toEqual([
      ["DESK5", 1320n],
      ["WIDE10", 2508n],
    ]);
    expect(totalMinor).toBe(22_572n);
    await checkout.remove("WIDE10");
    expect((await checkout.read()).totalMinor).toBe(25_080n);
  });

  it("refuses at placing what was used up a moment ago, and writes nothing", async () => {
    await makeCode({ key: "ONCE", usesMax: 1 });
    const [first, second] = [await openCheckout(), await openCheckout()];
    for (const checkout of [first, second]) await checkout.apply("ONCE");
    const { previewId } = await second.read();
    await first.place((await first.read()).previewId);
    const before = await countRows();
    await expect(second.place(previewId)).rejects.toMatchObject({
      reason: "coupon.used_up",
      message: "ONCE has been used as often as it can be. You have not been charged. Remove it, then pay.",
    });
    expect(await countRows()).toEqual(before);
    const lost = await second.read();
    expect([lost.lostCodes.map(({ key }) => key), lost.totalMinor]).toEqual([["ONCE"], 26_400n]);
    await second.remove("ONCE");
    await second.place((await second.read()).previewId);
  });

  it("keeps a use for an order whose card was declined, and gives it back when the order expires", async () => {
    await makeCode({ key: "KEPT", usesMax: 1 });
    const [holder, other] = [await openCheckout(), await openCheckout()];
    await holder.apply("KEPT");
    const orderId = await holder.place((await holder.read()).previewId, "4000000000009995");
    expect((await holder.read()).codes.map(({ key }) => key)).toEqual(["KEPT"]);
    await expect(other.apply("KEPT")).rejects.toMatchObject({ message: "KEPT has been used as often as it can be." });
    await company.setNow("2027-08-22T09:00:00Z");
    await expireOrders(await company.context(), company.access);
    await other.apply("KEPT");
    const [held] = await company.db
      .select({ rows: count() })
      .from(couponUses)
      .innerJoin(coupons, eq(coupons.id, couponUses.couponId))
      .where(and(eq(coupons.key, "KEPT"), isNull(couponUses.givenBackAt)));
    expect([orderId.startsWith("ord_"), held?.rows]).toEqual([true, 0]);
  });
});
