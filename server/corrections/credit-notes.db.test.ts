import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { creditNoteNumbers } from "@/db/schema/corrections";
import { mails } from "@/db/schema/notifications";
import { revenueRecognitions } from "@/db/schema/revenue";
import { getCreditNotePdf, getDocumentPdf } from "@/server/documents";
import { readPdfText } from "@/server/documents/read-pdf-text";
import { type AccountId, plainDate, type UserId } from "@/server/kernel";
import { queueCreditNoteMails } from "@/server/notifications";
import { recordExternalPayment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { recognizeRevenue } from "@/server/revenue";
import { openDebtor, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import type { ScenarioCompany } from "@/server/scenarios/scenario-company";
import { creditInvoice } from ".";
import { listCreditNotes } from "./corrections-store";
import { agentOf, asked, heldFor, lineOf, openWithDebtor, postOneHundred, standing } from "./corrections-test-harness";
import { previewCorrection } from "./preview-correction";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;

beforeAll(async () => {
  ({ company, debtor } = await openWithDebtor());
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

describe("a credit note", () => {
  it("takes 30.00 of a line with 5.70 of tax, then the rest with the rest of the tax", async () => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    const lineId = await lineOf(company, invoiceId);
    await creditInvoice(ctx, { ...asked(invoiceId), credit: { lines: [{ lineId, netMinor: 3000n }] } });
    expect(await standing(company, invoiceId)).toEqual({ left: 8330n, closedAs: null });
    await creditInvoice(ctx, { ...asked(invoiceId), credit: { lines: [{ lineId, netMinor: 7000n }] } });
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: "credited" });
    const notes = await listCreditNotes(ctx, [invoiceId]);
    expect(notes.map(({ number, netMinor, taxMinor }) => [number, netMinor, taxMinor])).toEqual([
      ["CN-2026-0000001", 3000n, 570n],
      ["CN-2026-0000002", 7000n, 1330n],
    ]);
  });

  it("is on paper and in the mail, the same bytes each time, and only for whoever may see its invoice", async () => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    await creditInvoice(ctx, { ...asked(invoiceId), credit: { grossMinor: 1190n } });
    const [note] = await listCreditNotes(ctx, [invoiceId]);
    const id = note?.id ?? "";
    const pdf = await getCreditNotePdf(ctx, id);
    expect((await getDocumentPdf(ctx, id)).sha256).toBe(pdf.sha256);
    expect(pdf.fileName).toBe(`Alderpost-${note?.number}.pdf`);
    const text = readPdfText(pdf.bytes);
    for (const said of [`Credit note ${note?.number}`, "€10.00", "€1.90", "Total credited  €11.90"]) {
      expect(text).toContain(said);
    }
    expect(await queueCreditNoteMails(ctx, [id, id])).toBe(1);
    expect(await queueCreditNoteMails(ctx, [id])).toBe(0);
    const [mail] = await company.db
      .select({ text: mails.text, attachments: mails.attachments })
      .from(mails)
      .where(eq(mails.naturalKey, `credit_note:${id}`));
    expect(mail?.text).toContain("€107.10 of the invoice is left to pay.");
    expect(mail?.attachments).toMatchObject([{ documentId: id }]);
    const stranger: ServiceContext = {
      ...ctx,
      actor: { kind: "subscriber", userId: "usr_x" as UserId, accountId: "acc_x" as AccountId, role: "owner" },
    };
    await expect(getCreditNotePdf(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("becomes account credit where nothing is owed any more, as its preview said", async () => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    await recordExternalPayment(ctx, {
      ...asked(invoiceId),
      amountMinor: 10_000n,
      method: "transfer",
      reference: "T1",
    });
    const input = { ...asked(invoiceId), credit: { grossMinor: 2380n } };
    const preview = await previewCorrection(ctx, invoiceId, (inner) => creditInvoice(inner, input));
    expect(preview).toEqual({
      before: { balanceMinor: 1900n, closedAs: null, heldMinor: 0n },
      after: { balanceMinor: 0n, closedAs: null, heldMinor: 480n },
      posted: [],
    });
    expect(await listCreditNotes(ctx, [invoiceId])).toEqual([]);
    await creditInvoice(ctx, input);
    expect(await standing(company, invoiceId)).toEqual({ left: 0n, closedAs: null });
    expect(await heldFor(company, debtor)).toBe(480n);
  });

  it("is one, however often it is asked for under one key, and refused under it with another amount", async () => {
    const ctx = await company.context();
    const invoiceId = await postOneHundred(company, debtor);
    const input = { ...asked(invoiceId), credit: { grossMinor: 1190n } };
    const id = await creditInvoice(ctx, input);
    expect(await creditInvoice(ctx, input)).toBe(id);
    const other = { ...input, credit: { grossMinor: 1191n } };
    await expect(creditInvoice(ctx, other)).rejects.toMatchObject({ reason: "request.key_reused" });
    expect(await standing(company, invoiceId)).toEqual({ left: 10_710n, closedAs: null });
  });

  it("is refused above what is left, above what a person may give, and without a reason, and takes no number", async () => {
    const invoiceId = await postOneHundred(company, debtor);
    const lineId = await lineOf(company, invoiceId);
    const numbers = await company.db.$count(creditNoteNumbers);
    const ask = async (credit: Parameters<typeof creditInvoice>[1]["credit"], change: object = {}) =>
      creditInvoice(await company.context(), { ...asked(invoiceId), credit, ...change });
    await expect(ask({ grossMinor: 11_901n })).rejects.toMatchObject({ reason: "credit_note.exceeds_invoice" });
    await expect(ask({ grossMinor: 0n })).rejects.toMatchObject({ reason: "credit_note.amount" });
    await expect(ask({ lines: [{ lineId, netMinor: 10_001n }] })).rejects.toMatchObject({
      reason: "credit_note.exceeds_line",
      details: { leftMinor: "10000" },
    });
    await expect(ask({ lines: [{ lineId: "inl_none", netMinor: 1n }] })).rejects.toMatchObject({
      reason: "credit_note.unknown_line",
    });
    await expect(ask({ grossMinor: 1n }, { reason: " " })).rejects.toMatchObject({ reason: "correction.reason" });
    const tooMuch = creditInvoice(await agentOf(company), { ...asked(invoiceId), credit: { grossMinor: 10_001n } });
    await expect(tooMuch).rejects.toMatchObject({
      message: "You may give up to 100.00 EUR at once; ask a support lead.",
    });
    expect(await company.db.$count(creditNoteNumbers)).toBe(numbers);
  });

  it("takes back what was earned already: 50.00 of November go with the next month", async () => {
    const other = await openDebtor(await company.context());
    const invoiceId = await postOneHundred(company, other);
    const recognizeOn = async (day: string): Promise<bigint> => {
      await company.setNow(`${day}T09:00:00Z`);
      await recognizeRevenue(await company.context(), { sellerId: debtor.sellerId, today: plainDate(day) });
      const [row] = await company.db
        .select({ minor: sql<string>`coalesce(sum(amount_minor), 0)::text` })
        .from(revenueRecognitions)
        .where(eq(revenueRecognitions.accountId, other.accountId));
      return BigInt(row?.minor ?? "0");
    };
    expect(await recognizeOn("2026-12-02")).toBe(5000n);
    await creditInvoice(await company.context(), { ...asked(invoiceId), credit: { grossMinor: 11_900n } });
    expect(await recognizeOn("2027-01-02")).toBe(0n);
    await company.setNow("2026-11-20T09:00:00Z");
  });
});
