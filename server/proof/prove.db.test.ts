import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { invoiceLines } from "@/db/schema/invoices";
import { paymentApplications } from "@/db/schema/payments";
import { createTestDatabase } from "@/scripts/test-database";
import {
  creditInvoice,
  debitInvoice,
  refundInvoice,
  replaceInvoice,
  voidInvoice,
  writeOffInvoice,
} from "@/server/corrections";
import { expireCredit, grantCredit } from "@/server/credits";
import { plainDate } from "@/server/kernel";
import { payOrder, placeOrder, previewOrder, startDraft, toOrderDraft } from "@/server/orders";
import { draftContent } from "@/server/orders/schemas";
import { type BookedCharge, settleDisputes } from "@/server/payments";
import { bankOf } from "@/server/payments/disputes-test-harness";
import { openDebtor, postInScenario } from "@/server/scenarios/post-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { findLastProof, prove, proveAndRecord, verdictOf } from ".";
import { plantedFaults } from "./planted-faults.cases";

let company: ScenarioCompany;
let book: readonly BookedCharge[];

const buyer = {
  email: "jana@tulpe.example",
  name: "Jana",
  company: null,
  addressLine: null,
  postcode: null,
  city: null,
};

const sell = async (quantity: number) => {
  const ctx = await company.context();
  const content = draftContent.parse({
    country: "DE",
    currency: null,
    buyerKind: "personal",
    interval: "month",
    ratePlans: [{ key: "desk-team", quantity }],
  });
  const { draftId } = await startDraft(ctx, content);
  const { previewId } = await previewOrder(ctx, toOrderDraft(content));
  const methodToken = await company.card("4242424242424242");
  const placed = await placeOrder(ctx, { draftId, previewId, buyer, methodToken });
  if (placed.status === "awaiting_payment") await payOrder(ctx, company.access, placed.paymentId);
};

/** One of each correction, and credit given, of which one expires, on invoices of an account that owes: 119.00 each. */
const correct = async () => {
  const ctx = await company.context();
  const debtor = await openDebtor(ctx);
  const post = () => postInScenario(ctx, debtor, { lines: [{ netMinor: 10_000n, taxMinor: 1900n }], credit: "keep" });
  const asked = async (requestKey: string) => ({ invoiceId: await post(), reason: "Proved", requestKey });
  await creditInvoice(ctx, { ...(await asked("credit")), credit: { grossMinor: 1190n } });
  await voidInvoice(ctx, await asked("void"));
  await writeOffInvoice(ctx, { ...(await asked("write-off")), taxRelief: "full" });
  await replaceInvoice(ctx, { ...(await asked("replace")), details: "as_then" });
  const debited = await asked("debit");
  const [line] = await company.db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, debited.invoiceId));
  await debitInvoice(ctx, { ...debited, lines: [{ lineId: line?.id ?? "", netMinor: 5000n }] });
  const [sold, second, third] = await company.db.select().from(paymentApplications);
  for (const { paymentId } of [second, third].flatMap((one) => one ?? [])) {
    const disputeId = await bankOf(company).open(paymentId, 900n);
    if (paymentId === third?.paymentId) await bankOf(company).decide(disputeId, "lost");
    await settleDisputes(ctx, company.access.gateway, paymentId);
  }
  const refund = { amountMinor: 1000n, adjustMinor: 0n, reason: "Proved", requestKey: "refund" };
  await refundInvoice(ctx, company.access.gateway, { ...refund, invoiceId: sold?.invoiceId ?? "" });
  const grant = { amountMinor: 500n, currency: "EUR", reason: "Proved", requestKey: "grant" };
  await grantCredit(ctx, { ...debtor, ...grant });
  await grantCredit(ctx, { ...debtor, ...grant, requestKey: "until", expiresOn: plainDate("2026-11-17") });
  await expireCredit({ ...ctx, now: new Date("2026-11-17T09:00:00Z") });
};

const proveCopy = async (fault: string | null, charges: readonly BookedCharge[]) => {
  const copy = await createTestDatabase(company.database.name);
  const owner = postgres(copy.ownerUrl, { max: 1 });
  if (fault) {
    await owner.unsafe("set session_replication_role = replica");
    await owner.unsafe(fault);
  }
  await owner.end();
  const { db, close } = connectDatabase(copy.url, { poolSize: 2 });
  try {
    const ctx = { actor: { kind: "system", job: "test" }, now: new Date(), requestId: "test", db } as const;
    return await prove(ctx, charges);
  } finally {
    await close();
    await copy.drop();
  }
};

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  for (const quantity of [1, 2, 3]) await sell(quantity);
  await correct();
  book = await company.access.gateway.listBook();
  await company.disconnect();
});

afterAll(() => company.close());

describe("the proof", () => {
  it("holds for three sales and one of each correction, and says how much it compared", async () => {
    const report = await proveCopy(null, book);
    expect(report).toMatchObject({ ok: true, compared: { documents: 10, entries: 24, payments: 3 } });
  });

  it.each(plantedFaults)("sees that $name, and by exactly these", async ({ sql, equations, checks }) => {
    const stray = {
      chargeId: "ch_stray",
      paymentId: "pay_stray",
      status: "succeeded",
      amountMinor: 1n,
      currency: "EUR",
      refundedMinor: 0n,
      disputedMinor: 0n,
    };
    const report = await proveCopy(sql, sql === null ? [...book, stray] : book);
    expect(report.equations.filter((equation) => equation.residueMinor !== 0n).map(({ id }) => id)).toEqual(equations);
    expect(report.checks.filter((check) => check.residue !== 0).map(({ id }) => id)).toEqual(checks);
    expect(report.ok).toBe(false);
  });

  it("leaves what it came to for whoever asks next", async () => {
    const copy = await createTestDatabase(company.database.name);
    const owner = postgres(copy.ownerUrl, { max: 1 });
    const { db, close } = connectDatabase(copy.url, { poolSize: 2 });
    const now = new Date("2026-11-16T09:00:00Z");
    const ctx = { actor: { kind: "system", job: "test" }, now, requestId: "test", db } as const;
    expect(await findLastProof(ctx)).toBeNull();
    await proveAndRecord(ctx, book);
    expect(await findLastProof(ctx)).toEqual({ verdict: "proved", equations: [], checks: [], at: now });
    await owner.unsafe("set session_replication_role = replica");
    await owner.unsafe("update invoice_balances set balance_minor = balance_minor + 1");
    await proveAndRecord(ctx, book.slice(1));
    expect(await findLastProof(ctx)).toMatchObject({
      verdict: "residue",
      equations: [],
      checks: ["stored_balances", "gateway_book"],
    });
    const actor = { kind: "staff", userId: "usr_x", name: "Sam", role: "support_agent", permissions: [] } as const;
    await expect(findLastProof({ ...ctx, actor })).rejects.toMatchObject({ code: "forbidden" });
    await owner.end();
    await close();
    await copy.drop();
  });

  it("does not hold over nothing", async () => {
    const empty = await createTestDatabase();
    const { db, close } = connectDatabase(empty.url, { poolSize: 2 });
    const report = await prove({ actor: { kind: "system", job: "test" }, now: new Date(), requestId: "test", db }, []);
    expect(verdictOf(report)).toBe("nothing_to_compare");
    await close();
    await empty.drop();
  });

  it("is not for those without the right to it", async () => {
    const empty = await createTestDatabase();
    const { db, close } = connectDatabase(empty.url, { poolSize: 1 });
    const actor = { kind: "staff", userId: "usr_x", name: "Sam", role: "support_agent", permissions: [] } as const;
    await expect(prove({ actor, now: new Date(), requestId: "test", db }, [])).rejects.toMatchObject({
      code: "forbidden",
      message: "You need proof:read; ask a platform admin.",
    });
    await close();
    await empty.drop();
  });
});
