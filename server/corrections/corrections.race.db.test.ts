import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "@/db/client";
import { creditNoteNumbers, refunds } from "@/db/schema/corrections";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { recordExternalPayment } from "@/server/payments";
import { openDebtor, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { creditInvoice, refundInvoice, replaceInvoice, voidInvoice, writeOffInvoice } from ".";
import { payByCard, postOneHundred, standing } from "./corrections-test-harness";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;
let others: ReturnType<typeof connectDatabase>[];

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-20T09:00:00Z");
  setTestEnvironment(company.database.url);
  debtor = await openDebtor(await company.context());
  others = [0, 1].map(() => connectDatabase(company.database.url, { poolSize: 4 }));
});

afterEach(() => company.expectProof());

afterAll(async () => {
  await Promise.all(others.map(({ close }) => close()));
  await company.close();
});

let keys = 0;
const asked = (invoiceId: string) => {
  keys += 1;
  return { invoiceId, reason: "At once", requestKey: `race-${keys}` };
};

const rounds = 20;

/** The same at once from two connections, round after round: how many of each pair were done. */
const race = async (play: (db: Database, invoiceId: string) => Promise<unknown>, isPaid = false): Promise<number[]> => {
  const done: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const invoiceId = await postOneHundred(company, debtor);
    if (isPaid) await recordExternalPayment(await company.context(), { ...asked(invoiceId), ...outside });
    const settled = await Promise.allSettled(others.map(({ db }) => play(db, invoiceId)));
    done.push(settled.filter(({ status }) => status === "fulfilled").length);
  }
  return done;
};

const outside = { method: "transfer", reference: "R" } as const;
const once = Array.from({ length: rounds }, () => 1);
const at = async (db: Database) => ({ ...(await company.context()), db });

describe("two at once", () => {
  it("refunds of 80.00 of 119.00 paid: one goes back, the other is too much", async () => {
    const refund = async (db: Database, invoiceId: string) =>
      refundInvoice(await at(db), company.access.gateway, {
        ...asked(invoiceId),
        ...{ amountMinor: 8000n, adjustMinor: 0n },
      });
    expect(await race(refund, true)).toEqual(once);
  });

  it("refunds to one card: the gateway gives back one", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    await payByCard(company, invoiceId, 11_900n);
    const settled = await Promise.allSettled(
      others.map(async ({ db }) =>
        refundInvoice(await at(db), company.access.gateway, {
          ...asked(invoiceId),
          ...{ amountMinor: 8000n, adjustMinor: 8000n },
        }),
      ),
    );
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await company.access.gateway.listBook()).at(-1)).toMatchObject({ refundedMinor: 8000n });
  });

  it("the same request twice is one refund", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    await payByCard(company, invoiceId, 11_900n);
    const input = { ...asked(invoiceId), amountMinor: 2000n, adjustMinor: 0n };
    await Promise.all(others.map(async ({ db }) => refundInvoice(await at(db), company.access.gateway, input)));
    const rows = await company.db.select().from(refunds).where(eq(refunds.invoiceId, invoiceId));
    expect(rows).toHaveLength(1);
    expect((await company.access.gateway.listBook()).at(-1)).toMatchObject({ refundedMinor: 2000n });
  });

  it("credit notes of 80.00 of 119.00: one is posted, and no number is lost", async () => {
    const credit = async (db: Database, invoiceId: string) =>
      creditInvoice(await at(db), { ...asked(invoiceId), credit: { grossMinor: 8000n } });
    const before = await company.db.$count(creditNoteNumbers);
    expect(await race(credit)).toEqual(once);
    expect((await company.db.$count(creditNoteNumbers)) - before).toBe(rounds);
  });

  it.each(["void", "replacement"])(
    "a %s and a payment: one of them, never both, and no number is lost",
    async (how) => {
      const results: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const invoiceId = await postOneHundred(company, debtor);
        const [first, second] = others;
        if (!first || !second) throw new Error("There are two connections.");
        const ctx = await at(first.db);
        await Promise.allSettled([
          how === "void"
            ? voidInvoice(ctx, asked(invoiceId))
            : replaceInvoice(ctx, { ...asked(invoiceId), details: "as_then" }),
          recordExternalPayment(await at(second.db), { ...asked(invoiceId), ...outside }),
        ]);
        const { closedAs } = (await standing(company, invoiceId)) ?? {};
        const paid = await company.db.execute(sql`select from payment_applications where invoice_id = ${invoiceId}`);
        results.push(`${closedAs ?? "open"} ${paid.length}`);
      }
      expect(results.filter((result) => result !== "voided 0" && result !== "open 1")).toEqual([]);
    },
  );

  it("write-offs of all that is owed: one is booked, the other finds nothing", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    const ids = await Promise.all(
      others.map(async ({ db }) => writeOffInvoice(await at(db), { ...asked(invoiceId), taxRelief: "none" })),
    );
    expect(ids.filter((id) => id === null)).toHaveLength(1);
  });
});

describe("without the lock", () => {
  /** The same decision from the same rows, with nobody kept out between looking and writing. */
  const refundUnlocked = async (db: Database, invoiceId: string, key: string): Promise<void> => {
    const [row] = await db.execute<{ minor: string; payment: string }>(sql`
      select a.payment_id as payment, (a.amount_minor - coalesce((
        select sum(amount_minor) from refunds r where r.payment_id = a.payment_id and r.state <> 'failed'), 0))::text as minor
      from payment_applications a where a.invoice_id = ${invoiceId}`);
    if (!row || BigInt(row.minor) < 8000n) return;
    await db.execute(sql`
      insert into refunds (id, invoice_id, account_id, seller_id, currency, payment_id, amount_minor, adjust_minor, gateway,
        state, reason, request_key, actor_kind, actor_id, policy_id, created_at)
      values (${key}, ${invoiceId}, ${debtor.accountId}, ${debtor.sellerId}, 'EUR', ${row.payment}, 8000, 0, 'external',
        'created', 'Naive', ${key}, 'system', 'race', 1, now())`);
  };

  it("looking first and giving back then gives back too much: the race is one that this test can see", async () => {
    let tooMuch = 0;
    for (let round = 0; round < rounds; round += 1) {
      const invoiceId = await postOneHundred(company, debtor);
      await recordExternalPayment(await company.context(), { ...asked(invoiceId), ...outside });
      await Promise.all(others.map(({ db }, at) => refundUnlocked(db, invoiceId, `naive-${round}-${at}`)));
      const meant = await company.db.select().from(refunds).where(eq(refunds.invoiceId, invoiceId));
      if (meant.length > 1) tooMuch += 1;
      await company.db.update(refunds).set({ state: "failed" }).where(eq(refunds.invoiceId, invoiceId));
    }
    expect(tooMuch).toBeGreaterThan(0);
  });
});
