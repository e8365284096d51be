import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { subscriptions } from "@/db/schema/subscriptions";
import { getAccount } from "@/server/accounts";
import { runDueBillRuns } from "@/server/billing";
import { listEntitlements, reviseEntitlements } from "@/server/entitlements";
import type { PlainDate } from "@/server/kernel";
import { placeChange, previewChange, previewTransfer, transferSubscription } from "@/server/orders";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { billedLines, publishTwoPlans, subscribeInScenario, toTwentyNine } from "./two-plans-in-scenario";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  await publishTwoPlans(await company.context());
});

afterAll(() => company.close());

it("a subscription changes hands: the next invoice, what waits and the access are the new owner's", async () => {
  const ctx = await company.context();
  const old = await subscribeInScenario(ctx, "olga");
  const next = await subscribeInScenario(ctx, "nils", { statedTaxPercent: "20" });
  const { reference } = await getAccount(ctx, next.accountId);
  const { subscriptionId } = old;
  const later = { subscriptionId, action: { ...toTwentyNine, when: { kind: "period_end" } } } as const;
  const { previewId: agreed } = await previewChange(ctx, later);
  await placeChange(ctx, { ...later, previewId: agreed });
  await company.setNow("2027-04-11T09:00:00Z");
  const moved = await company.context();
  const input = { subscriptionId, to: reference };
  const { future, previewId } = await previewTransfer(moved, input);
  // 29.00 from May on, with the new owner's 20 %.
  expect(future.map(({ on, document }) => `${on} ${document.total.minor}`)).toEqual([
    "2027-05-01 3480",
    "2027-06-01 3480",
    "2027-07-01 3480",
  ]);
  const stale = transferSubscription(moved, { ...input, previewId: "0".repeat(64) });
  await expect(stale).rejects.toMatchObject({ reason: "order.preview_stale" });
  await transferSubscription(moved, { ...input, previewId });
  await expect(previewTransfer(moved, input)).rejects.toMatchObject({ reason: "subscription.same_owner" });
  await company.setNow("2027-05-01T09:00:00Z");
  await runDueBillRuns(await company.context(), "scenario");
  expect(await billedLines(company.db, old.accountId)).toEqual(["charge 04-01 05-01 900 of 900"]);
  expect((await billedLines(company.db, next.accountId)).toSorted()).toEqual([
    "charge 04-01 05-01 900 of 1080",
    "charge 05-01 06-01 2900 of 4560",
    "charge 05-01 06-01 900 of 4560",
  ]);
  await company.expectProof();
});

it("a subscription that changes hands takes its access along", async () => {
  await company.setNow("2027-05-02T09:00:00Z");
  const { placed } = await buyInScenario(company, oneSeat, "4242424242424242", {
    ...jana,
    email: "hand@tulpe.example",
  });
  const { placed: other } = await buyInScenario(company, oneSeat, "4242424242424242", {
    ...jana,
    email: "over@tulpe.example",
  });
  const ctx = await company.context();
  const ofOrder = async (orderId: string) => {
    const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
    return { id: row?.id ?? "", accountId: row?.accountId ?? "" };
  };
  const [given, taker] = [await ofOrder(placed.orderId), await ofOrder(other.orderId)];
  await reviseEntitlements(ctx, [given.id, taker.id]);
  const seats = async (accountId: string) => {
    const granted = await listEntitlements(ctx, accountId, "2027-05-02" as PlainDate);
    return granted.find(({ feature }) => feature === "seats")?.value;
  };
  expect(await seats(given.accountId)).toEqual({ kind: "quantity", limit: 1 });
  const input = { subscriptionId: given.id, to: (await getAccount(ctx, taker.accountId)).reference };
  await transferSubscription(ctx, { ...input, previewId: (await previewTransfer(ctx, input)).previewId });
  await reviseEntitlements(ctx, [given.id]);
  expect(await seats(given.accountId)).toBeUndefined();
  expect(await seats(taker.accountId)).toEqual({ kind: "quantity", limit: 2 });
  await company.expectProof();
});

it.each([
  ["ACC-999999", "subscription.account_unknown"],
  ["", "subscription.account_unknown"],
])("is refused for %o", async (to, reason) => {
  const ctx = await company.context();
  const { subscriptionId } = await subscribeInScenario(ctx, `kept${to}`.toLowerCase());
  await expect(previewTransfer(ctx, { subscriptionId, to })).rejects.toMatchObject({ reason });
});

it("is refused where periods would be counted in another zone", async () => {
  const ctx = await company.context();
  const { subscriptionId } = await subscribeInScenario(ctx, "here");
  const there = await subscribeInScenario(ctx, "there", { timeZone: "Asia/Tokyo" });
  const { reference } = await getAccount(ctx, there.accountId);
  await expect(previewTransfer(ctx, { subscriptionId, to: reference })).rejects.toMatchObject({
    reason: "subscription.other_zone",
  });
});
