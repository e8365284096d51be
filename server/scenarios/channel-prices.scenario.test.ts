import { count, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ratePlans } from "@/db/schema/catalog";
import { invoices } from "@/db/schema/invoices";
import { payments } from "@/db/schema/payments";
import { subscriptions } from "@/db/schema/subscriptions";
import { runDueBillRuns } from "@/server/billing";
import { type ChargeDefinition, type PriceCondition, type PriceTable, publishRatePlans } from "@/server/catalog";
import type { ApiKeyId, UserId } from "@/server/kernel";
import {
  estimateOffers,
  listOffers,
  placeChange,
  placeGatedChange,
  previewChange,
  settleWaitingOrders,
} from "@/server/orders";
import type { SubscriptionAction } from "@/server/orders/core";
import { draftContent } from "@/server/orders/schemas";
import type { Actor } from "@/server/platform";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { explainedLines } from "./explained-lines";
import { registerTwoRegions } from "./regions-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { scriptGateway } from "./script-gateway";
import { billedLines, planInScenario, subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;

const euro = (figure: string) => ({ EUR: { month: figure } });

/** For everybody, in the store and My Account, and through sales. */
const fee = (general: string, online: string, sales: string): ChargeDefinition => ({
  ...{ key: "fee", name: "Kit", kind: "recurring", model: "per_unit", prices: euro(general) },
  specialPrices: [
    { onlyFor: { channel: "online" }, prices: euro(online) },
    { onlyFor: { channel: "sales" }, prices: euro(sales) },
    { onlyFor: { channel: "sales", segment: "nonprofit" }, prices: euro("12") },
  ],
});

const staff: Actor = {
  ...{ kind: "staff", userId: "usr_staff" as UserId, name: "Staff", role: "sales_rep" },
  permissions: ["orders:place", "subscriptions:change"],
};

const system: Actor = { kind: "system", job: "scenario" };
const program: Actor = { kind: "api_key", keyId: "key_1" as ApiKeyId, permissions: ["orders:place"] };

const as = async (actor: Actor) => ({ ...(await company.context()), actor });

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  await registerTwoRegions(ctx);
  await publishRatePlans(ctx, [
    planInScenario("kit", "Kit", [fee("20", "18", "15")]),
    planInScenario("kit-more", "Kit more", [fee("40", "36", "30")]),
  ]);
});

afterEach(() => company.expectProof());

afterAll(() => company.close());

const oneKit = { ...oneSeat, ratePlans: [{ key: "kit", quantity: 1 }] };

/** Somebody who bought one kit in the store on 1 April. */
const buy = async (email: string) => {
  await company.setNow("2027-04-01T09:00:00Z");
  const bought = await buyInScenario(company, oneKit, undefined, { ...jana, email });
  const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, bought.placed.orderId));
  return { ...bought, subscriptionId: row?.id ?? "", accountId: row?.accountId ?? "" };
};

/** For whom each line in turn says that its price was chosen; a dash where it says nothing. */
const chosenFor = async (accountId: string): Promise<string[]> =>
  (await explainedLines(company, accountId)).map(
    ({ steps }) => steps.find(({ term }) => term === "Price chosen for")?.working ?? "–",
  );

const toMore: SubscriptionAction = {
  ...{ action: "change_plan", interval: "month", when: { kind: "now" } },
  ratePlans: [{ key: "kit-more", quantity: null }],
};

/** Places a change as it was previewed, and tells the total of the preview and of the invoice. */
const change = async (actor: Actor, subscriptionId: string, action: SubscriptionAction) => {
  const ctx = await as(actor);
  const { previewId, document } = await previewChange(ctx, { subscriptionId, action });
  const { invoiceId } = await placeChange(ctx, { subscriptionId, action, previewId });
  const [invoice] = await company.db
    .select()
    .from(invoices)
    .where(eq(invoices.id, invoiceId ?? ""));
  return { previewedMinor: document.total.minor, billedMinor: invoice?.totalMinor ?? null };
};

const run = async (day: string): Promise<void> => {
  await company.setNow(`${day}T09:00:00Z`);
  await runDueBillRuns(await company.context(), "scenario");
};

describe("feature F1.15 a price that depends on the channel", () => {
  it.each([
    ["sold", staff, null, "charge 04-01 05-01 1500 of 1500", "orders through sales"],
    ["given", staff, "nonprofit", "charge 04-01 05-01 1200 of 1200", "segment nonprofit, orders through sales"],
    ["run", system, null, "charge 04-01 05-01 2000 of 2000", "–"],
    ["run-nonprofit", system, "nonprofit", "charge 04-01 05-01 2000 of 2000", "–"],
    ["called", program, null, "charge 04-01 05-01 2000 of 2000", "–"],
  ] as const)("%s by %o to segment %s: %s", async (name, actor, segment, line, why) => {
    const { accountId } = await subscribeInScenario(await as(actor), name, { plan: "kit", segment });
    expect(await billedLines(company.db, accountId)).toEqual([line]);
    expect(await chosenFor(accountId)).toEqual([why]);
  });

  it("is the online one in the price list, the estimate, the checkout and the invoice of the store", async () => {
    const ctx = await company.context();
    const asked = {
      country: "DE",
      currency: null,
      buyer: "personal",
      term: "month",
      seats: 2,
      product: "desk",
    } as const;
    const { plans } = await listOffers(ctx, asked);
    const offered = plans.find(({ ratePlanKey }) => ratePlanKey === "kit");
    expect([offered?.unitPriceMinor, offered?.netMinor]).toEqual([1800n, 3600n]);
    const { estimates } = await estimateOffers(ctx, { ...asked, usage: {} });
    expect(estimates.find(({ ratePlanKey }) => ratePlanKey === "kit")?.netMinor).toBe(3600n);
    const { preview, accountId } = await buy("store@tulpe.example");
    // 18.00 and 19 % on it.
    expect(preview.document.total.minor).toBe(2142n);
    expect(await billedLines(company.db, accountId)).toEqual(["charge 04-01 05-01 1800 of 2142"]);
    expect(await chosenFor(accountId)).toEqual(["online orders"]);
  });

  it("is no field of a checkout", () => {
    expect(draftContent.safeParse(oneKit).success).toBe(true);
    expect(draftContent.safeParse({ ...oneKit, channel: "sales" }).success).toBe(false);
  });

  it("is promised to who asked, and not to who comes through another channel", async () => {
    const { subscriptionId } = await subscribeInScenario(await as(staff), "asked", { plan: "kit" });
    const asked = { subscriptionId, action: toMore };
    const [bySystem, byStaff] = [
      await previewChange(await as(system), asked),
      await previewChange(await as(staff), asked),
    ];
    expect([bySystem.document.total.minor, byStaff.document.total.minor]).toEqual([2500n, 1500n]);
    const placing = placeChange(await as(staff), { ...asked, previewId: bySystem.previewId });
    await expect(placing).rejects.toMatchObject({ reason: "order.preview_stale" });
  });

  it("is kept for a change that is paid first, whoever learns of the payment", async () => {
    const { subscriptionId, accountId } = await buy("gated@tulpe.example");
    await scriptGateway(company, "timeout_after_charge", 4_000);
    const ctx = await as(staff);
    const asked = { subscriptionId, action: toMore };
    const { previewId, dueNowMinor } = await previewChange(ctx, asked);
    const { status } = await placeGatedChange(ctx, company.access, { ...asked, previewId });
    // 30.00 instead of 18.00, and 19 % on the difference.
    expect([status, dueNowMinor]).toEqual(["checking", 1428n]);
    const soon = { checkAfter: new Date(0) };
    await company.db.update(payments).set(soon).where(eq(payments.accountId, accountId));
    await settleWaitingOrders(await company.context(), company.access);
    expect((await billedLines(company.db, accountId)).slice(1)).toEqual([
      "credit 04-01 05-01 -1800 of 1428",
      "charge 04-01 05-01 3000 of 1428",
    ]);
    expect((await chosenFor(accountId)).at(-1)).toBe("orders through sales");
  });

  it("stays as it was sold, and is chosen anew by the channel of a change of plan", async () => {
    const [changed, counted, later, bySystem] = [
      await buy("changed@tulpe.example"),
      await buy("counted@tulpe.example"),
      await buy("later@tulpe.example"),
      await buy("system@tulpe.example"),
    ];
    await run("2027-05-01");
    const said = await change(staff, changed.subscriptionId, toMore);
    expect(said).toEqual({ previewedMinor: 1428n, billedMinor: 1428n });
    const two = { action: "change_quantity", when: { kind: "now" }, quantity: 2 } as const;
    await change(staff, counted.subscriptionId, two);
    await change(staff, later.subscriptionId, { ...toMore, when: { kind: "period_end" } });
    await change(system, bySystem.subscriptionId, toMore);
    await run("2027-06-01");
    const sold = ["charge 04-01 05-01 1800 of 2142", "charge 05-01 06-01 1800 of 2142"];
    expect(await billedLines(company.db, changed.accountId)).toEqual([
      ...sold,
      "credit 05-01 06-01 -1800 of 1428",
      "charge 05-01 06-01 3000 of 1428",
      "charge 06-01 07-01 3000 of 3570",
    ]);
    expect(await chosenFor(changed.accountId)).toEqual([
      ...["online orders", "online orders", "–"],
      ...["orders through sales", "orders through sales"],
    ]);
    expect((await billedLines(company.db, counted.accountId)).at(-1)).toBe("charge 06-01 07-01 3600 of 4284");
    expect((await chosenFor(counted.accountId)).at(-1)).toBe("online orders");
    expect(await billedLines(company.db, later.accountId)).toEqual([...sold, "charge 06-01 07-01 3000 of 3570"]);
    expect((await chosenFor(later.accountId)).at(-1)).toBe("orders through sales");
    expect((await billedLines(company.db, bySystem.accountId)).at(-1)).toBe("charge 06-01 07-01 4000 of 4760");
    expect((await chosenFor(bySystem.accountId)).at(-1)).toBe("–");
  });
});

describe("a price of a channel that is not published", () => {
  const only = (onlyFor: PriceCondition, prices: PriceTable = euro("18")) => ({ onlyFor, prices });

  it.each([
    ["channel_unknown", [only({ channel: "partner" })], "onlyFor.channel"],
    ["channel_unknown", [only({ channel: "Online" })], "onlyFor.channel"],
    ["channel_unknown", [only({ channel: "", segment: "nonprofit" })], "onlyFor.channel"],
    ["price_general_missing", [only({ channel: "online" }, { GBP: { month: "18" } })], "GBP.month.online orders"],
    ["price_twice", [only({ channel: "sales" }), only({ channel: "sales" })], "EUR.month.orders through sales"],
    [
      "price_ambiguous",
      [only({ channel: "online", region: "nordics" }), only({ channel: "online", region: "baltics" })],
      "EUR.month.region nordics, online orders",
    ],
  ])("is %s: %o", async (reason, specialPrices, place) => {
    const charge = { ...fee("20", "18", "15"), specialPrices } as ChargeDefinition;
    const rows = async () => (await company.db.select({ rows: count() }).from(ratePlans))[0]?.rows;
    const before = await rows();
    const publishing = publishRatePlans(await company.context(), [planInScenario("refused", "Refused", [charge])]);
    const field = `refused.charges.fee.prices.${place}`;
    await expect(publishing).rejects.toMatchObject({ reason: `catalog.${reason}`, details: { field } });
    expect(await rows()).toBe(before);
  });

  it("says what channels there are", async () => {
    const charge = { ...fee("20", "18", "15"), specialPrices: [only({ channel: "partner" })] } as ChargeDefinition;
    await expect(
      publishRatePlans(await company.context(), [planInScenario("refused", "Refused", [charge])]),
    ).rejects.toThrow('There is no channel "partner". Name online or sales, or leave the channel out.');
  });
});
