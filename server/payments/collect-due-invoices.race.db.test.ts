import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { lockAccount } from "@/server/accounts";
import { listOrdersByIds, placeOnAccount, previewOnAccount } from "@/server/orders";
import { inTransaction } from "@/server/platform";
import { buyInScenario, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { collectDueInvoices } from ".";

const isSomebodyWaiting = async ({ db }: ScenarioCompany): Promise<boolean> => {
  const rows = await db.execute(sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length > 0;
};

/** Whether `ended` came first, or somebody waits for a lock. */
const untilWaitingOr = async (company: ScenarioCompany, ended: Promise<unknown>): Promise<"ended" | "waiting"> => {
  let isEnded = false;
  const watch = ended.finally(() => {
    isEnded = true;
  });
  while (!isEnded) {
    if (await isSomebodyWaiting(company)) return "waiting";
  }
  await watch;
  return "ended";
};

it("collects from an account that somebody held as soon as it is let go, not with the next sweep", async () => {
  const company = await openScenarioCompany("2026-11-16T09:00:00Z");
  const { placed, ctx } = await buyInScenario(company, oneSeat);
  const accountId = (await listOrdersByIds(ctx, [placed.orderId]))[0]?.accountId ?? "";
  const actions = [
    { action: "create", interval: "month", ratePlans: [{ key: "desk-business", quantity: 1 }] },
  ] as const;
  const { previewId } = await previewOnAccount(ctx, { accountId, actions });
  await placeOnAccount(ctx, { accountId, actions, previewId });

  const collecting = await inTransaction(ctx, async (holder) => {
    await lockAccount(holder, accountId);
    const collected = collectDueInvoices(ctx, company.access);
    expect(await untilWaitingOr(company, collected)).toBe("waiting");
    return { collected };
  });

  expect(await collecting.collected).toEqual({ collectedCount: 1 });
  expect(await collectDueInvoices(ctx, company.access)).toEqual({ collectedCount: 0 });
  await company.expectProof();
  await company.close();
});
