import { afterAll, beforeAll, expect, it } from "vitest";
import { listOrdersByIds } from "@/server/orders";
import type { ServiceContext } from "@/server/platform";
import { buyInScenario, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { giveCard } from "@/server/scenarios/give-card";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { listPaymentMethods, makeDefaultPaymentMethod, removePaymentMethod, savePaymentMethod } from ".";

let company: ScenarioCompany;
let accountId: string;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  const { placed, ctx } = await buyInScenario(company, oneSeat);
  accountId = (await listOrdersByIds(ctx, [placed.orderId]))[0]?.accountId ?? "";
});

afterAll(() => company.close());

const owner = async (): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "subscriber", userId: "usr_test", accountId: accountId as `acc_${string}`, role: "owner" },
});

const cards = async () => listPaymentMethods(await company.context(), accountId);

it("page M6 one default stays, whoever chooses, comes back and removes at once", async () => {
  const ctx = await owner();
  const { leadsTo } = await giveCard(company, ctx, { accountId, number: "5555555555554444" });
  const setupId = leadsTo?.split("/").at(-1) ?? "";
  await Promise.all(Array.from({ length: 6 }, () => savePaymentMethod(ctx, company.access, setupId)));
  const two = await cards();
  expect(two.map(({ last4 }) => last4)).toEqual(["4242", "4444"]);

  const choices = Array.from({ length: 20 }, (_, i) => two[i % 2]?.id ?? "");
  await Promise.all(choices.map((methodId) => makeDefaultPaymentMethod(ctx, { methodId })));
  expect((await cards()).filter(({ isDefault }) => isDefault)).toHaveLength(1);

  const removals = await Promise.allSettled(two.map(({ id }) => removePaymentMethod(ctx, { methodId: id })));
  expect(removals.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await cards()).map(({ isDefault }) => isDefault)).toEqual([true]);
});
