import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accountCreditBalances } from "@/db/schema/credits";
import { invoiceBalances, invoices } from "@/db/schema/invoices";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { Actor, ServiceContext } from "@/server/platform";
import { openDebtor, postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { grantCredit, listAccountCredit } from ".";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

const as = async (actor: Actor): Promise<ServiceContext> => ({ ...(await company.context()), actor });
const staff = (role: StaffRole): Actor => ({ kind: "staff", userId: "usr_sam", name: "Sam", ...authorityOf(role) });

const grant = (ctx: ServiceContext, amountMinor: bigint, requestKey: string, change: object = {}) =>
  grantCredit(ctx, { ...debtor, currency: "EUR", amountMinor, reason: "Goodwill", requestKey, ...change });

const held = async (): Promise<bigint[]> =>
  (await listAccountCredit(await company.context(), debtor.accountId)).balances.map(({ balanceMinor }) => balanceMinor);

const moved = async () => {
  const { movements } = await listAccountCredit(await company.context(), debtor.accountId);
  return movements.map(({ kind, amountMinor }) => [kind, amountMinor]);
};

const standing = async (id: string) => {
  const [row] = await company.db
    .select({ total: invoices.totalMinor, applied: invoices.creditAppliedMinor, left: invoiceBalances.balanceMinor })
    .from(invoices)
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id))
    .where(eq(invoices.id, id));
  return row;
};

describe("credit granted", () => {
  it("is held once, however often it is asked for under one key", async () => {
    debtor = await openDebtor(await company.context());
    const ctx = await as(staff("support_agent"));
    const id = await grant(ctx, 10_000n, "goodwill-1");
    expect(await grant(ctx, 10_000n, "goodwill-1")).toBe(id);
    await expect(grant(ctx, 9_999n, "goodwill-1")).rejects.toMatchObject({ reason: "request.key_reused" });
    expect(await held()).toEqual([10_000n]);
  });

  it("is refused above what a person may give, naming the limit and who may", async () => {
    await expect(grant(await as(staff("support_agent")), 10_001n, "more")).rejects.toMatchObject({
      code: "limit_exceeded",
      message: "You may give up to 100.00 EUR at once; ask a support lead.",
    });
    await expect(grant(await as(staff("auditor")), 1n, "more")).rejects.toMatchObject({ code: "forbidden" });
    await grant(await as(staff("support_lead")), 10_001n, "more");
    expect(await held()).toEqual([20_001n]);
  });

  it.each([
    [{ amountMinor: 0n }, "credit.amount"],
    [{ currency: "JPY" }, "credit.currency"],
    [{ reason: "  " }, "credit.reason"],
    [{ accountId: "acc_nobody" }, "account.not_found"],
    [{ sellerId: "sel_nobody" }, "seller.not_found"],
  ])("is refused with %o", async (change, reason) => {
    await expect(grant(await as(staff("controller")), 100n, "wrong", change)).rejects.toMatchObject({ reason });
  });

  it("is not for another account's owner to see", async () => {
    const other = await as({ kind: "subscriber", userId: "usr_x", accountId: "acc_other", role: "owner" });
    await expect(listAccountCredit(other, debtor.accountId)).rejects.toMatchObject({ reason: "account.not_found" });
  });
});

describe("an invoice posted on account", () => {
  beforeAll(async () => {
    debtor = await openDebtor(await company.context());
  });

  it("is paid by credit as far as it goes: 30.00 of 119.00 leave 89.00", async () => {
    const ctx = await company.context();
    await grant(ctx, 3000n, "start");
    const id = await postInScenario(ctx, debtor, { lines: [{ netMinor: 10_000n, taxMinor: 1900n }] });
    expect(await standing(id)).toEqual({ total: 11_900n, applied: 3000n, left: 8900n });
    expect(await held()).toEqual([]);
  });

  it("keeps a total below zero as credit, and the next invoice uses it", async () => {
    const ctx = await company.context();
    const negative = await postInScenario(ctx, debtor, { lines: [{ netMinor: -5000n, taxMinor: -950n }] });
    expect(await standing(negative)).toEqual({ total: -5950n, applied: 0n, left: 0n });
    expect(await held()).toEqual([5950n]);
    const next = await postInScenario(ctx, debtor, { lines: [{ netMinor: 1000n, taxMinor: 190n }] });
    expect(await standing(next)).toEqual({ total: 1190n, applied: 1190n, left: 0n });
    expect(await held()).toEqual([4760n]);
  });

  it("leaves credit alone where its draft keeps it", async () => {
    const ctx = await company.context();
    const id = await postInScenario(ctx, debtor, { lines: [{ netMinor: 1000n, taxMinor: 190n }], credit: "keep" });
    expect(await standing(id)).toEqual({ total: 1190n, applied: 0n, left: 1190n });
    expect(await moved()).toEqual([
      ["applied", -1190n],
      ["negative_invoice", 5950n],
      ["applied", -3000n],
      ["granted", 3000n],
    ]);
  });

  it("comes to nothing and books nothing where its lines cancel out", async () => {
    const ctx = await company.context();
    const id = await postInScenario(ctx, debtor, { lines: [{ netMinor: 1000n }, { netMinor: -1000n }] });
    expect(await standing(id)).toEqual({ total: 0n, applied: 0n, left: 0n });
  });

  it("never takes more than is held: the database refuses it too", async () => {
    const spent = company.db
      .update(accountCreditBalances)
      .set({ balanceMinor: sql`${accountCreditBalances.balanceMinor} - 4761` })
      .where(eq(accountCreditBalances.accountId, debtor.accountId));
    await expect(spent).rejects.toMatchObject({
      cause: { constraint_name: "account_credit_balances_not_negative" },
    });
  });
});
