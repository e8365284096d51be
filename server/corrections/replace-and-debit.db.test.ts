import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accounts, contacts } from "@/db/schema/accounts";
import { waitingLines } from "@/db/schema/billing";
import { invoiceNumbers } from "@/db/schema/invoices";
import { mails } from "@/db/schema/notifications";
import { revenueRecognitions } from "@/db/schema/revenue";
import { grantCredit } from "@/server/credits";
import { getInvoicePdf } from "@/server/documents";
import { readPdfText } from "@/server/documents/read-pdf-text";
import { loadInvoice } from "@/server/invoices";
import { plainDate } from "@/server/kernel";
import { queueInvoiceMails } from "@/server/notifications";
import { recordExternalPayment } from "@/server/payments";
import { recognizeRevenue } from "@/server/revenue";
import { openDebtor, postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import type { ScenarioCompany } from "@/server/scenarios/scenario-company";
import { choosePolicy, standardConventions } from "@/server/subscriptions";
import { cancelInvoice, creditInvoice, debitInvoice, previewCorrection, replaceInvoice, voidInvoice } from ".";
import {
  asked,
  heldFor,
  lineOf,
  openWithDebtor,
  payByCard,
  postOneHundred,
  standing,
} from "./corrections-test-harness";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;

beforeAll(async () => {
  ({ company, debtor } = await openWithDebtor());
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

const paperOf = async (id: string): Promise<string> =>
  readPdfText((await getInvoicePdf(await company.context(), id)).bytes);

describe("an invoice that is replaced", () => {
  it("is owed no more, returns its credit, and another for 100.00 and no tax uses it, as its preview said", async () => {
    const ctx = await company.context();
    await grantCredit(ctx, { ...debtor, currency: "EUR", amountMinor: 3000n, reason: "Start", requestKey: "start" });
    const first = await postInScenario(ctx, debtor, { lines: [{ netMinor: 10_000n, taxMinor: 1900n }] });
    await paperOf(first);
    await company.db
      .update(accounts)
      .set({ taxId: "DE136695976", taxIdStatus: "valid" })
      .where(eq(accounts.id, debtor.accountId));
    await company.db
      .update(contacts)
      .set({ name: "Tulpe Hamburg GmbH", city: "Hamburg" })
      .where(eq(contacts.accountId, debtor.accountId));
    const input = { ...asked(first), details: "as_now" } as const;
    const preview = await previewCorrection(ctx, first, (inner) => replaceInvoice(inner, input));
    expect(preview).toEqual({
      before: { balanceMinor: 8900n, closedAs: null, heldMinor: 0n },
      after: { balanceMinor: 0n, closedAs: "voided", heldMinor: 0n },
      posted: [{ kind: "replacement", totalMinor: 10_000n, balanceMinor: 7000n }],
    });
    const second = await replaceInvoice(ctx, input);
    expect(await replaceInvoice(ctx, input)).toBe(second);
    expect(await standing(company, first)).toEqual({ left: 0n, closedAs: "voided" });
    expect(await standing(company, second)).toEqual({ left: 7000n, closedAs: null });
    expect(await heldFor(company, debtor)).toBe(0n);
    const numbers = await company.db.select().from(invoiceNumbers).orderBy(invoiceNumbers.sequence);
    expect(numbers.map(({ number }) => number)).toEqual(["INV-2026-0000001", "INV-2026-0000002"]);
    const replacement = await paperOf(second);
    for (const said of ["Invoice INV-2026-0000002", "Tulpe Hamburg GmbH", "DE136695976", "VAT, reverse charge"]) {
      expect(replacement).toContain(said);
    }
    expect(replacement).toContain("This invoice replaces INV-2026-0000001 of");
    expect(await paperOf(first)).toContain("This invoice is cancelled and replaced by INV-2026-0000002");
  });

  it("keeps address and tax as they were where that is asked for", async () => {
    const first = await postOneHundred(company, debtor);
    const second = await replaceInvoice(await company.context(), { ...asked(first), details: "as_then" });
    const invoice = await loadInvoice(await company.context(), second);
    expect(invoice).toMatchObject({ totalMinor: 11_900n, taxTreatment: "standard", billTo: { city: "Husum" } });
  });

  it.each(["paid", "credited", "debited"])("is refused once it was %s, and no number is lost", async (how) => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    if (how === "paid") await payByCard(company, invoiceId, 100n);
    if (how === "credited") await creditInvoice(ctx, { ...asked(invoiceId), credit: { grossMinor: 1n } });
    const lines = [{ lineId: await lineOf(company, invoiceId), netMinor: 100n }];
    if (how === "debited") await debitInvoice(ctx, { ...asked(invoiceId), lines });
    const numbers = await company.db.$count(invoiceNumbers);
    const refused = { reason: how === "debited" ? "invoice.has_debit_note" : "invoice.not_untouched" };
    await expect(replaceInvoice(ctx, { ...asked(invoiceId), details: "as_then" })).rejects.toMatchObject(refused);
    await expect(voidInvoice(ctx, asked(invoiceId))).rejects.toMatchObject(refused);
    expect(await company.db.$count(invoiceNumbers)).toBe(numbers);
  });
});

describe("an invoice that is cancelled", () => {
  it.each([
    ["replace", 1, 0],
    ["bill_again", 0, 1],
    ["nothing", 0, 0],
  ] as const)(
    "by a policy of %s has %i invoice in its place and %i line that waits, once",
    async (voiding, posted, waiting) => {
      const ctx = await company.context();
      const documents = { ...standardConventions.documents, voiding };
      await choosePolicy(ctx, { sellerId: debtor.sellerId, conventions: { ...standardConventions, documents } });
      const invoiceId = await postOneHundred(company, debtor);
      const before = [await company.db.$count(invoiceNumbers), await company.db.$count(waitingLines)] as const;
      const input = asked(invoiceId);
      expect(await cancelInvoice(ctx, input)).toBe(await cancelInvoice(ctx, input));
      expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: "voided" });
      expect(await company.db.$count(invoiceNumbers)).toBe(before[0] + posted);
      expect(await company.db.$count(waitingLines)).toBe(before[1] + waiting);
    },
  );

  it("has in its place what is chosen for it alone, whatever the policy says", async () => {
    const ctx = await company.context();
    const documents = { ...standardConventions.documents, voiding: "nothing" as const };
    await choosePolicy(ctx, { sellerId: debtor.sellerId, conventions: { ...standardConventions, documents } });
    const first = await postOneHundred(company, debtor);
    const second = await cancelInvoice(ctx, { ...asked(first), instead: "replace" });
    expect(await loadInvoice(ctx, second)).toMatchObject({ totalMinor: 11_900n, balanceMinor: 11_900n });
  });
});

describe("a debit note", () => {
  it("of 50.00 on a line asks for 59.50 with the tax of the line, is paid as invoices are, and earned by its days", async () => {
    const ctx = await company.context();
    const other = await openDebtor(ctx);
    const invoiceId = await postOneHundred(company, other);
    const input = { ...asked(invoiceId), lines: [{ lineId: await lineOf(company, invoiceId), netMinor: 5000n }] };
    const preview = await previewCorrection(ctx, invoiceId, (inner) => debitInvoice(inner, input));
    expect(preview.posted).toEqual([{ kind: "debit_note", totalMinor: 5950n, balanceMinor: 5950n }]);
    expect(preview.after).toEqual(preview.before);
    const id = await debitInvoice(ctx, input);
    expect(await debitInvoice(ctx, input)).toBe(id);
    const note = await loadInvoice(ctx, id);
    expect([note.number, note.subtotalMinor, note.taxMinor]).toEqual(["DN-2026-0000002", 5000n, 950n]);
    const paper = await paperOf(id);
    for (const said of [`Debit note ${note.number}`, "Corrects", "As agreed", "€59.50"]) expect(paper).toContain(said);
    expect(await queueInvoiceMails(ctx, [id])).toBe(1);
    const [mail] = await company.db
      .select({ subject: mails.subject, text: mails.text })
      .from(mails)
      .where(eq(mails.naturalKey, `invoice:${id}`));
    expect(mail?.subject).toBe(`Debit note ${note.number} for €59.50`);
    await payByCard(company, id, 5950n);
    expect(await standing(company, id)).toEqual({ left: 0n, closedAs: null });
    expect(await standing(company, invoiceId)).toEqual({ left: 11_900n, closedAs: null });
    await company.setNow("2026-12-02T09:00:00Z");
    await recognizeRevenue(await company.context(), { sellerId: debtor.sellerId, today: plainDate("2026-12-02") });
    const [row] = await company.db
      .select({ minor: sql<string>`sum(amount_minor)::text` })
      .from(revenueRecognitions)
      .where(eq(revenueRecognitions.accountId, other.accountId));
    // Fifteen of thirty days of 100.00 and of 50.00.
    expect(row?.minor).toBe("7500");
    await company.setNow("2026-11-20T09:00:00Z");
  });

  it("is refused without an amount, for a line it has not, on another note, and of a cancelled invoice", async () => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    const lineId = await lineOf(company, invoiceId);
    const ask = (lines: { lineId: string; netMinor: bigint }[], of = invoiceId) =>
      debitInvoice(ctx, { ...asked(of), lines });
    await expect(ask([])).rejects.toMatchObject({ reason: "debit_note.empty" });
    await expect(ask([{ lineId, netMinor: 0n }])).rejects.toMatchObject({ reason: "debit_note.amount" });
    await expect(ask([{ lineId: "inl_none", netMinor: 1n }])).rejects.toMatchObject({
      reason: "debit_note.unknown_line",
    });
    const note = await ask([{ lineId, netMinor: 100n }]);
    await expect(ask([{ lineId: await lineOf(company, note), netMinor: 1n }], note)).rejects.toMatchObject({
      reason: "invoice.is_debit_note",
    });
    await expect(replaceInvoice(ctx, { ...asked(note), details: "as_now" })).rejects.toMatchObject({
      reason: "invoice.is_debit_note",
    });
    await voidInvoice(ctx, asked(note));
    await voidInvoice(ctx, asked(invoiceId));
    await expect(ask([{ lineId, netMinor: 100n }])).rejects.toMatchObject({ reason: "invoice.voided" });
    const paid = await postOneHundred(company, debtor);
    await recordExternalPayment(ctx, { ...asked(paid), method: "cash", reference: "c" });
    const input = { ...asked(paid), lines: [{ lineId: await lineOf(company, paid), netMinor: 100n }] };
    await debitInvoice(ctx, input);
    await expect(
      debitInvoice(ctx, { ...input, lines: [{ lineId: await lineOf(company, paid), netMinor: 101n }] }),
    ).rejects.toMatchObject({ reason: "request.key_reused" });
  });
});
