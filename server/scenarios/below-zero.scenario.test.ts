import { and, eq, gt, lt } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creditNoteNumbers } from "@/db/schema/corrections";
import { invoiceLines, invoiceNumbers, invoices } from "@/db/schema/invoices";
import { mails } from "@/db/schema/notifications";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { runDueBillRuns } from "@/server/billing";
import { creditInvoice } from "@/server/corrections";
import { listAccountCredit } from "@/server/credits";
import { readInvoiceDocument } from "@/server/documents";
import { writeInvoicePaper } from "@/server/documents/core";
import { queueInvoiceMails } from "@/server/notifications";
import { changeSubscription, placeChange, previewChange } from "@/server/orders";
import { getSellerByKey } from "@/server/sellers";
import { choosePolicy, standardConventions } from "@/server/subscriptions";
import type { DocumentPolicy } from "@/server/subscriptions/core";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { billedLines, publishTwoPlans, subscribeInScenario, toTwentyNine } from "./two-plans-in-scenario";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  setTestEnvironment(company.database.url);
  await publishTwoPlans(await company.context());
});

afterAll(() => company.close());

const sellBy = async (belowZero: DocumentPolicy["belowZero"], more: Partial<DocumentPolicy> = {}): Promise<void> => {
  const ctx = await company.context();
  const { id: sellerId } = await getSellerByKey(ctx, "ireland");
  const documents = { ...standardConventions.documents, belowZero, ...more };
  await choosePolicy(ctx, { sellerId, conventions: { ...standardConventions, documents } });
};

const toNine = { ...toTwentyNine, ratePlans: [{ key: "nine", quantity: null }] };

/** Sold at 29.00 a month by this policy on 1 April; on the 11th it goes down to 9.00. */
const goDown = async (name: string, belowZero: DocumentPolicy["belowZero"]) => {
  await company.setNow("2027-04-01T09:00:00Z");
  await sellBy(belowZero);
  const sold = await subscribeInScenario(await company.context(), name, { plan: "twenty-nine" });
  await company.setNow("2027-04-11T09:00:00Z");
  const ctx = await company.context();
  const input = { subscriptionId: sold.subscriptionId, action: toNine };
  const { previewId, document, dueNowMinor } = await previewChange(ctx, input);
  expect([document.total.minor, dueNowMinor]).toEqual([-1333n, 0n]);
  const { invoiceId } = await placeChange(ctx, { ...input, previewId });
  return { ...sold, invoiceId };
};

const firstNumber = async (accountId: string): Promise<string> => {
  const [first] = await company.db
    .select({ number: invoiceNumbers.number })
    .from(invoiceNumbers)
    .innerJoin(invoices, eq(invoices.id, invoiceNumbers.invoiceId))
    .where(and(eq(invoices.accountId, accountId), gt(invoices.totalMinor, 0n)));
  return first?.number ?? "";
};

const held = async (accountId: string): Promise<bigint | undefined> =>
  (await listAccountCredit(await company.context(), accountId)).balances[0]?.balanceMinor;

describe("20 of 30 days of 29.00 back and of 9.00 charged, 13.33 below zero", () => {
  it("wait for the next invoice", async () => {
    const { accountId, invoiceId } = await goDown("wanda", "wait");
    expect([invoiceId, await held(accountId)]).toEqual([null, undefined]);
  });

  it("are an invoice below zero, whose amount is account credit", async () => {
    const { accountId, invoiceId } = await goDown("nils", "negative_document");
    const document = await readInvoiceDocument(await company.context(), invoiceId ?? "");
    expect([document.number.slice(0, 4), document.isCreditNote]).toEqual(["INV-", false]);
    expect(await held(accountId)).toBe(1333n);
  });

  it("are a credit note among the others of the seller, said on paper and in the mail, and pay what comes next", async () => {
    const { accountId, invoiceId } = await goDown("cora", "credit_note");
    const ctx = await company.context();
    const note = await readInvoiceDocument(ctx, invoiceId ?? "");
    expect([note.number, note.totalMinor, note.balanceMinor]).toEqual(["CN-2027-0000001", -1333n, 0n]);
    const paper = writeInvoicePaper(note);
    expect([paper.title, paper.total.amount, paper.balance.amount]).toEqual([
      "Credit note CN-2027-0000001",
      "−€13.33",
      "€0.00",
    ]);
    expect(paper.facts).toEqual([
      { term: "Issued", value: "11 Apr 2027" },
      { term: "Corrects", value: await firstNumber(accountId) },
      { term: "of", value: "1 Apr 2027" },
      { term: "Period", value: "11–30 Apr 2027" },
    ]);
    expect(paper.payments).toEqual([{ term: "Becomes account credit", amount: "€13.33" }]);
    expect(await held(accountId)).toBe(1333n);

    await company.setNow("2027-05-01T09:00:00Z");
    await runDueBillRuns(await company.context(), "scenario");
    expect(await billedLines(company.db, accountId)).toEqual([
      "charge 04-01 05-01 2900 of 2900",
      "credit 04-11 05-01 -1933 of -1333",
      "charge 04-11 05-01 600 of -1333",
      "charge 05-01 06-01 900 of 900",
    ]);
    expect(await held(accountId)).toBe(433n);
    await company.expectProof();
  });

  it("share one series with the notes that correct an invoice, without a gap", async () => {
    const { accountId } = await goDown("sven", "credit_note");
    const ctx = await company.context();
    const [first] = await company.db
      .select({ invoiceId: invoiceLines.invoiceId, lineId: invoiceLines.id })
      .from(invoiceLines)
      .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
      .where(and(eq(invoices.accountId, accountId), gt(invoices.totalMinor, 0n)));
    const { invoiceId = "", lineId = "" } = first ?? {};
    const asked = { invoiceId, reason: "As agreed", requestKey: "once" };
    await creditInvoice(ctx, { ...asked, credit: { lines: [{ lineId, netMinor: 100n }] } });
    await goDown("tove", "credit_note");
    const numbers = await company.db
      .select({ number: creditNoteNumbers.number })
      .from(creditNoteNumbers)
      .union(
        company.db
          .select({ number: invoiceNumbers.number })
          .from(invoiceNumbers)
          .where(eq(invoiceNumbers.series, "CN")),
      );
    expect(numbers.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4].map((no) => `CN-2027-000000${no}`));
    await company.expectProof();
  });

  it("are mailed for what they are: nothing is to pay", async () => {
    await company.setNow("2028-04-01T09:00:00Z");
    await sellBy("credit_note", { ordersBilled: "with_run" });
    const sold = await subscribeInScenario(await company.context(), "mia", { plan: "twenty-nine" });
    await runDueBillRuns(await company.context(), "scenario");
    await company.setNow("2028-04-11T09:00:00Z");
    const { subscriptionId, accountId } = sold;
    const ctx = await company.context();
    await changeSubscription(ctx, { subscriptionId, action: toNine });
    await runDueBillRuns(ctx, "scenario");
    const [note] = await company.db
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.accountId, accountId), lt(invoices.totalMinor, 0n)));
    expect(await queueInvoiceMails(ctx, [note?.id ?? ""])).toBe(1);
    const [mail] = await company.db.select().from(mails).where(eq(mails.accountId, accountId));
    expect(mail?.subject).toMatch(/^Credit note CN-2028-0000001 for −€13\.33$/);
    expect(mail?.text).toContain("Nothing is to pay: the amount is credit on your account");
    expect(mail?.text).not.toContain("Pay it by");
    expect(mail?.text).toMatch(new RegExp(`Corrects\\s+${await firstNumber(accountId)}`));
    await company.expectProof();
  });
});
