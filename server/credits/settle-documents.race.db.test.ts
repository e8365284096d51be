import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { accountCreditGrantBalances } from "@/db/schema/credits";
import { invoices } from "@/db/schema/invoices";
import { plainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { openDebtor, postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { expireCredit, grantCredit, listAccountCredit } from ".";

let company: ScenarioCompany;
let others: ReturnType<typeof connectDatabase>[];

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-29T09:00:00Z");
  others = [0, 1].map(() => connectDatabase(company.database.url, { poolSize: 4 }));
});

afterAll(async () => {
  await company.expectProof();
  await Promise.all(others.map(({ close }) => close()));
  await company.close();
});

const rounds = 20;

/** 30.00 until the 30th and 20.00 that stay. */
const openWallet = async (ctx: ServiceContext): Promise<ScenarioDebtor> => {
  const debtor = await openDebtor(ctx);
  const wallet = { ...debtor, currency: "EUR", reason: "Raced for" };
  const until30 = { expiresOn: plainDate("2026-11-30") };
  await grantCredit(ctx, { ...wallet, ...until30, amountMinor: 3000n, requestKey: "goes" });
  await grantCredit(ctx, { ...wallet, amountMinor: 2000n, requestKey: "stays" });
  return debtor;
};

const takenOf = async ({ accountId }: ScenarioDebtor): Promise<bigint[]> => {
  const rows = await company.db.select().from(invoices).where(eq(invoices.accountId, accountId));
  return rows.map(({ creditAppliedMinor }) => creditAppliedMinor).sort((a, b) => Number(a - b));
};

const at = async (place: number): Promise<ServiceContext> => {
  const ctx = await company.context();
  return { ...ctx, db: others[place]?.db ?? ctx.db };
};

describe("one wallet of 50.00", () => {
  it("settles two invoices of 40.00 at once with 10.00 and 40.00, and is never below zero", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const debtor = await openWallet(await company.context());
      const lines = [{ netMinor: 4000n }];
      await Promise.all(others.map(async (_, place) => postInScenario(await at(place), debtor, { lines })));
      expect(await takenOf(debtor)).toEqual([1000n, 4000n]);
      const { balances, grants } = await listAccountCredit(await company.context(), debtor.accountId);
      expect([balances, grants]).toEqual([[], []]);
    }
  });

  it("pays an invoice and expires at once: what is taken and what is lost come to what was there", async () => {
    const ctx = await company.context();
    const debtors: ScenarioDebtor[] = [];
    for (let round = 0; round < rounds; round += 1) debtors.push(await openWallet(ctx));
    await company.setNow("2026-11-30T09:00:00Z");
    const lines = [{ netMinor: 4000n }];
    const swept = Promise.all([expireCredit(await at(0)), expireCredit(await at(1))]);
    for (const debtor of debtors) await postInScenario(await company.context(), debtor, { lines });
    expect((await swept).reduce((sum, count) => sum + count, 0)).toBe(rounds);
    for (const debtor of debtors) expect(await takenOf(debtor)).toEqual([2000n]);
  });
});

describe("without the lock", () => {
  it("two who look first and take then take more than there is: the database refuses one", async () => {
    let refusedCount = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { accountId } = await openWallet({ ...(await company.context()), now: new Date("2026-11-29T09:00:00Z") });
      const take = async (place: number): Promise<void> => {
        const { db } = await at(place);
        const rows = await db
          .select()
          .from(accountCreditGrantBalances)
          .where(eq(accountCreditGrantBalances.accountId, accountId));
        const largest = rows.toSorted((a, b) => Number(b.remainingMinor - a.remainingMinor))[0];
        await db.execute(sql`
          update account_credit_grant_balances set remaining_minor = remaining_minor - 3000
          where grant_id = ${largest?.grantId ?? ""} and ${largest?.remainingMinor ?? 0n} >= 3000`);
      };
      const settled = await Promise.allSettled([take(0), take(1)]);
      refusedCount += settled.filter(({ status }) => status === "rejected").length;
      await company.db.execute(sql`
        update account_credit_grant_balances b set remaining_minor = g.amount_minor
        from account_credit_grants g where g.id = b.grant_id and g.account_id = ${accountId}`);
    }
    expect(refusedCount).toBeGreaterThan(0);
  });
});
