import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { outboxBatches } from "@/db/schema/outbox";
import { subscriptions } from "@/db/schema/subscriptions";
import { listOrdersByIds } from "@/server/orders";
import type { AccountRole, ServiceContext } from "@/server/platform";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { giveCard, postForm } from "@/server/scenarios/give-card";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import {
  forgetCards,
  listPaymentMethods,
  makeDefaultPaymentMethod,
  openCardSetup,
  refreshCardSetup,
  removePaymentMethod,
  savePaymentMethod,
} from ".";
import { paymentMethodRemoved } from "./events";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const subscribe = async (email: string): Promise<string> => {
  const { placed, ctx } = await buyInScenario(company, oneSeat, "4242424242424242", { ...jana, email });
  const [order] = await listOrdersByIds(ctx, [placed.orderId]);
  return order?.accountId ?? "";
};

const as = async (accountId: string, role: AccountRole = "owner"): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "subscriber", userId: "usr_test", accountId: accountId as `acc_${string}`, role },
});

const cardsOf = async (accountId: string) =>
  (await listPaymentMethods(await company.context(), accountId)).map(
    ({ last4, isDefault }) => `${last4}${isDefault ? " default" : ""}`,
  );

const setupOf = (leadsTo: string | null) => leadsTo?.split("/").at(-1) ?? "";

const add = async (accountId: string, number: string, replacesId?: string) => {
  const ctx = await as(accountId);
  const { leadsTo } = await giveCard(company, ctx, { accountId, number, ...(replacesId ? { replacesId } : {}) });
  return savePaymentMethod(ctx, company.access, setupOf(leadsTo));
};

const methodId = async (accountId: string, last4: string) =>
  (await listPaymentMethods(await company.context(), accountId)).find((method) => method.last4 === last4)?.id ?? "";

describe("page M6 saving a card", () => {
  it("keeps it beside the default, charges nothing, and once however often its payer comes back", async () => {
    const accountId = await subscribe("adds@tulpe.example");
    const charges = (await company.access.gateway.listBook()).length;
    const ctx = await as(accountId);
    const { leadsTo } = await giveCard(company, ctx, { accountId, number: "5555555555554444" });
    expect(await savePaymentMethod(ctx, company.access, setupOf(leadsTo))).toMatchObject({ status: "saved" });
    expect(await savePaymentMethod(ctx, company.access, setupOf(leadsTo))).toMatchObject({ status: "saved", pays: [] });
    expect(await cardsOf(accountId)).toEqual(["4242 default", "4444"]);
    expect(await company.access.gateway.listBook()).toHaveLength(charges);
    const entries = await company.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId));
    expect(entries.filter(({ action }) => action === "payments:save_payment_method")).toHaveLength(1);
  });

  it("takes no second row for a card that is known", async () => {
    const accountId = await subscribe("twice@tulpe.example");
    expect(await add(accountId, "4242424242424242")).toMatchObject({ status: "saved", isKnown: true });
    expect(await cardsOf(accountId)).toEqual(["4242 default"]);
    const [card] = await listPaymentMethods(await company.context(), accountId);
    expect(card?.expiryYear).toBe(2039);
  });

  it("asks the bank where the card does, and keeps nothing that was rejected or declined", async () => {
    const accountId = await subscribe("asks@tulpe.example");
    const ctx = await as(accountId);
    const { url, leadsTo: challenge } = await giveCard(company, ctx, { accountId, number: "4000002760003184" });
    const [setup = ""] = [url.split("/").at(-1)];
    expect(challenge).toMatch(/challenge$/);
    expect(await postForm(challenge ?? "", { decision: "reject" })).toBe(url);
    await refreshCardSetup(ctx, company.access, accountId);
    expect(await postForm(url, { number: "4000000000000002", expiry: "12 / 39", code: "123", name: "J" })).toBeNull();
    await refreshCardSetup(ctx, company.access, accountId);
    expect(await cardsOf(accountId)).toEqual(["4242 default"]);
    await postForm(url, { number: "4000002760003184", expiry: "12 / 39", code: "123", name: "J" });
    const back = await postForm(`${company.simulators.origin}/gateway/setup/${setup}/challenge`, {
      decision: "approve",
    });
    expect(back).toMatch(/\/account\/payment-methods\/return\/cst_\w+$/);
    await refreshCardSetup(ctx, company.access, accountId);
    expect(await cardsOf(accountId)).toEqual(["4242 default", "3184"]);
  });

  it("puts it in the place of another, which goes", async () => {
    const accountId = await subscribe("replaces@tulpe.example");
    await add(accountId, "5555555555554444", await methodId(accountId, "4242"));
    expect(await cardsOf(accountId)).toEqual(["4444 default"]);
  });
});

describe("page M6 changing cards", () => {
  it("makes another the default and tells which one was, for whoever wants it back", async () => {
    const accountId = await subscribe("changes@tulpe.example");
    await add(accountId, "5555555555554444");
    const [first, second] = [await methodId(accountId, "4242"), await methodId(accountId, "4444")];
    const ctx = await as(accountId, "billing_contact");
    expect(await makeDefaultPaymentMethod(ctx, { methodId: second })).toEqual({ formerId: first });
    expect(await cardsOf(accountId)).toEqual(["4444 default", "4242"]);
    expect(await makeDefaultPaymentMethod(ctx, { methodId: second })).toEqual({ formerId: null });
    await removePaymentMethod(ctx, { methodId: second });
    expect(await cardsOf(accountId)).toEqual(["4242 default"]);
  });

  it("has the gateway give up a card that went, and no other", async () => {
    const accountId = await subscribe("forgets@tulpe.example");
    await add(accountId, "5555555555554444");
    const methods = await listPaymentMethods(await company.context(), accountId);
    const ids = methods.map(({ gatewayMethodId }) => gatewayMethodId);
    await removePaymentMethod(await as(accountId), { methodId: await methodId(accountId, "4444") });
    const batches = await company.db.select().from(outboxBatches).where(eq(outboxBatches.name, paymentMethodRemoved));
    expect(batches.flatMap((batch) => batch.ids)).toContain(ids[1]);
    for (let twice = 0; twice < 2; twice += 1) await forgetCards(await company.context(), company.access, ids);
    const charge = (savedMethodId: string) =>
      company.access.gateway.charge({
        paymentId: `pay_${savedMethodId}`,
        amountMinor: 1n,
        currency: "EUR",
        methodToken: null,
        savedMethodId,
        keepsCard: false,
        description: "",
        returnUrl: company.access.appOrigin,
      });
    expect(await charge(ids[1] ?? "")).toMatchObject({ status: "failed", chargeId: null });
    const kept = methods[0]?.gatewayMethodId;
    expect((await listPaymentMethods(await company.context(), accountId))[0]?.gatewayMethodId).toBe(kept);
  });

  it("refuses to remove the only card as long as there is a subscription", async () => {
    const accountId = await subscribe("last@tulpe.example");
    const only = await methodId(accountId, "4242");
    await expect(removePaymentMethod(await as(accountId), { methodId: only })).rejects.toMatchObject({
      reason: "payment_method.last_of_subscription",
    });
    expect(await cardsOf(accountId)).toEqual(["4242 default"]);
    await company.db.update(subscriptions).set({ status: "expired" }).where(eq(subscriptions.accountId, accountId));
    await removePaymentMethod(await as(accountId), { methodId: only });
    expect(await cardsOf(accountId)).toEqual([]);
    await company.db.update(subscriptions).set({ status: "active" }).where(eq(subscriptions.accountId, accountId));
  });

  it("is refused to members and does not exist for others, the staff among them", async () => {
    const accountId = await subscribe("rights@tulpe.example");
    const stranger = await subscribe("stranger@tulpe.example");
    const id = await methodId(accountId, "4242");
    const { leadsTo } = await giveCard(company, await as(accountId), { accountId, number: "5555555555554444" });
    const verbs = (ctx: ServiceContext) => [
      openCardSetup(ctx, company.access, { accountId, replacesId: null, pays: [] }),
      savePaymentMethod(ctx, company.access, setupOf(leadsTo)),
      makeDefaultPaymentMethod(ctx, { methodId: id }),
      removePaymentMethod(ctx, { methodId: id }),
    ];
    const staff: ServiceContext = {
      ...(await company.context()),
      actor: { kind: "staff", userId: "usr_s", name: "Sam", role: "support_agent", permissions: ["invoices:read"] },
    };
    const codes = async (ctx: ServiceContext) =>
      (await Promise.allSettled(verbs(ctx))).map((result) =>
        result.status === "rejected" ? result.reason.code : "done",
      );
    expect(await codes(await as(accountId, "member"))).toEqual(Array(4).fill("forbidden"));
    expect(await codes(await as(stranger))).toEqual(Array(4).fill("not_found"));
    expect(await codes(staff)).toEqual(Array(4).fill("not_found"));
    const foreign = { accountId: stranger, replacesId: id, pays: [] };
    await expect(openCardSetup(await as(stranger), company.access, foreign)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await cardsOf(accountId)).toEqual(["4242 default"]);
  });
});
