import type { Locator, Page } from "@playwright/test";
import { expectMoney } from "../fixtures/amounts";
import { newEmail } from "../fixtures/checkout";
import { database, readInvoiceOfOrder } from "../fixtures/database";
import { readMail } from "../fixtures/mails";
import { downloadPdf } from "../fixtures/pdf";
import { signInAs } from "../fixtures/sign-in";
import { decideDispute, disputeCharge } from "../fixtures/simulators";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

const sellOne = async () => {
  const email = newEmail("corrected");
  const { orderId } = await sell(email);
  await readMail({ to: email, kind: "receipt" });
  return { ...(await readInvoiceOfOrder(orderId)), email };
};

type Sold = Awaited<ReturnType<typeof sellOne>>;

const openDialog = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole("button", { name, exact: true }).click();
  return page.getByRole("dialog", { name: new RegExp(name) });
};

const expectShown = async (dialog: Locator, row: string, before: string, after: string) => {
  const shown = dialog.getByTestId("preview").getByRole("row", { name: new RegExp(row) });
  await expect(shown.getByRole("cell").nth(0)).toHaveText(before);
  await expect(shown.getByRole("cell").nth(1)).toHaveText(after);
};

/** The note on paper, in the mail of whoever was billed, and on their page of the invoice. */
const expectNote = async (page: Page, corrections: Locator, invoice: Sold): Promise<void> => {
  const note = corrections.getByRole("link", { name: /CN-/ });
  const pdf = await downloadPdf(page, (await note.getAttribute("href")) ?? "");
  for (const said of ["Credit note", "Total credited", "€11.00", invoice.number]) expect(pdf.text).toContain(said);
  const mail = await readMail({ to: invoice.email, kind: "credit_note" });
  for (const said of ["€11.00", "is kept for your next invoices"]) expect(mail.text).toContain(said);
  const theirs = await page.context().browser()?.newPage();
  if (!theirs) throw new Error("There is no browser.");
  await signInAs(theirs, { email: invoice.email });
  await theirs.goto(`/account/invoices/${invoice.id}`);
  await expectMoney(theirs.getByTestId("amt-credited"), -1100);
  const own = await theirs.getByRole("link", { name: /CN-/ }).getAttribute("href");
  expect((await downloadPdf(theirs, own ?? "")).fileName).toBe(pdf.fileName);
  await theirs.close();
};

/** Gives back all that was paid of the invoice on the page, which is then owed again. */
const refundAll = async (page: Page): Promise<void> => {
  const refund = await openDialog(page, "Refund");
  await refund.getByLabel("The amount is owed again").check();
  await refund.getByLabel("Reason").fill("To be billed anew");
  await refund.getByRole("button", { name: "Show what it changes" }).click();
  await refund.getByRole("button", { name: "Give it back" }).click();
  await refund.getByRole("button", { name: "Close" }).click();
};

test("page F2.2 a paid invoice is credited and refunded, each shown before it is done, and nothing of it is edited", async ({
  page,
}) => {
  const invoice = await sellOne();
  await signInAs(page, "jonas");
  await page.goto(`/console/invoices/${invoice.id}`);
  await expect(page.getByRole("heading", { level: 1, name: invoice.number })).toBeVisible();
  await expect(page.getByRole("main").locator("input, textarea, select")).toHaveCount(0);
  for (const absent of ["Cancel", "Write off", "Record payment"]) {
    await expect(page.getByRole("button", { name: absent, exact: true })).toHaveCount(0);
  }

  const credit = await openDialog(page, "Credit");
  await credit.getByLabel("Amount in EUR").fill("ten");
  await credit.getByLabel("Reason").fill("A day without service");
  await credit.getByRole("button", { name: "Show what it changes" }).click();
  await expect(credit.getByRole("status")).toContainText("Give an amount such as 12.50.");
  await credit.getByLabel("Amount in EUR").fill("39,28");
  await credit.getByRole("button", { name: "Show what it changes" }).click();
  await expect(credit.getByRole("status")).toContainText("Credit no more than is left of the invoice.");
  await credit.getByLabel("Amount in EUR").fill("10.00");
  await credit.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(credit, "Account credit", "€0.00", "€10.00");
  await credit.getByLabel("Amount in EUR").fill("11.00");
  await expect(credit.getByTestId("preview")).toHaveCount(0);
  await credit.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(credit, "Account credit", "€0.00", "€11.00");
  await credit.getByRole("button", { name: "Issue the credit note" }).click();
  await expect(credit.getByRole("status")).toContainText("The credit note is issued.");
  await credit.getByRole("button", { name: "Close" }).click();
  const corrections = page.getByRole("region", { name: /Corrections/ });
  await expect(corrections).toContainText("A day without service");
  await expectMoney(corrections.getByTestId("amt-credited"), -1100);
  await expectNote(page, corrections, invoice);

  const refund = await openDialog(page, "Refund");
  await refund.getByLabel("Amount in EUR").fill("20.00");
  await refund.getByLabel("Reason").fill("Asked for half back");
  await refund.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(refund, "Balance of the invoice", "€0.00", "€0.00");
  await refund.getByLabel("The amount is owed again").check();
  await refund.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(refund, "Balance of the invoice", "€0.00", "€20.00");
  await refund.getByRole("button", { name: "Give it back" }).click();
  await expect(refund.getByRole("status")).toContainText("The refund is on its way.");
  await refund.getByRole("button", { name: "Close" }).click();
  await expectMoney(corrections.getByTestId("amt-refunded"), -2000);
  await expectMoney(page.getByTestId("amt-balance"), 2000);

  const record = await openDialog(page, "Record payment");
  await record.getByLabel("Reference").fill("Statement 7, line 3");
  await record.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(record, "Balance of the invoice", "€20.00", "€0.00");
  await record.getByLabel("Amount in EUR").fill("5.00");
  await record.getByRole("button", { name: "Show what it changes" }).click();
  await record.getByRole("button", { name: "Record the payment" }).click();
  await expect(record.getByRole("status")).toContainText("The payment is recorded.");
  await record.getByRole("button", { name: "Close" }).click();
  await expectMoney(page.getByTestId("amt-balance"), 1500);

  const writeOff = await openDialog(page, "Write off");
  await writeOff.getByLabel("Reason").fill("Not worth a lawyer");
  await writeOff.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(writeOff, "Balance of the invoice", "€15.00", "€0.00");
  await writeOff.getByRole("button", { name: "Write it off" }).click();
  await writeOff.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("main").getByText("Written off").first()).toBeVisible();
});

test("page F2 an invoice of which nothing was paid is cancelled; who may only read has no way to correct it", async ({
  page,
  browser,
}) => {
  const invoice = await sellOne();
  const reader = await browser.newPage();
  await signInAs(reader, "beth");
  await reader.goto(`/console/invoices/${invoice.id}`);
  await expect(reader.getByRole("heading", { level: 1, name: invoice.number })).toBeVisible();
  await expect(reader.getByRole("button", { name: "Credit", exact: true })).toHaveCount(0);
  await reader.close();

  await signInAs(page, "jonas");
  await page.goto(`/console/invoices/${invoice.id}`);
  await refundAll(page);
  const cancel = await openDialog(page, "Cancel");
  await cancel.getByLabel("Reason").fill("Ordered by mistake");
  await expect(cancel.getByLabel("In its place")).toHaveValue("replace");
  await cancel.getByLabel("In its place").selectOption("nothing");
  await cancel.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(cancel, "Balance of the invoice", "€39.27", "€0.00");
  await cancel.getByRole("button", { name: "Cancel the invoice" }).click();
  await expect(cancel.getByRole("status")).toContainText("The invoice is cancelled.");
  await cancel.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Credit", exact: true })).toHaveCount(0);
  await page.goto(`/console/invoices?q=${invoice.number.replaceAll("-", "")}&status=voided`);
  await expect(page.getByTestId(`row-${invoice.id}`)).toContainText("Cancelled");
});

test("page F2 a debit note has a paper and a mail of its own, and stands in the way of replacing what it adds to", async ({
  page,
}) => {
  const invoice = await sellOne();
  await signInAs(page, "jonas");
  await page.goto(`/console/invoices/${invoice.id}`);
  await expect(page.getByRole("button", { name: "Replace", exact: true })).toHaveCount(0);
  const debit = await openDialog(page, "Debit");
  await debit.getByLabel(/Desk Team/).fill("10");
  await debit.getByLabel("Reason").fill("One seat more than billed");
  await debit.getByRole("button", { name: "Show what it changes" }).click();
  await expect(debit.getByTestId("preview").nth(1)).toContainText("€11.90");
  await debit.getByRole("button", { name: "Post the debit note" }).click();
  await expect(debit.getByRole("status")).toContainText("The debit note is posted.");
  await debit.getByRole("button", { name: "Close" }).click();
  const corrections = page.getByRole("region", { name: /Corrections/ });
  await expectMoney(corrections.getByTestId("amt-debit_note"), 1190);
  await corrections.getByRole("link", { name: /Debit note DN-/ }).click();
  const note = page.getByRole("heading", { level: 1, name: /^DN-/ });
  await expect(note).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`Debit note for ${invoice.number}`);
  const number = (await note.textContent()) ?? "";
  expect((await readMail({ to: invoice.email, kind: "invoice" })).subject).toBe(`Debit note ${number} for €11.90`);
  await expect(page.getByRole("button", { name: "Debit", exact: true })).toHaveCount(0);

  await page.goto(`/console/invoices/${invoice.id}`);
  await refundAll(page);
  // What was added to an invoice stands in the way of replacing it.
  await expect(page.getByRole("button", { name: "Replace", exact: true })).toHaveCount(0);
});

test("page F2 an invoice is replaced, both papers name each other, and its owner sees it", async ({ page }) => {
  const invoice = await sellOne();
  await signInAs(page, "jonas");
  await page.goto(`/console/invoices/${invoice.id}`);
  await refundAll(page);
  const replace = await openDialog(page, "Replace");
  await replace.getByLabel("Reason").fill("Wrong address");
  await replace.getByRole("button", { name: "Show what it changes" }).click();
  await expectShown(replace, "Balance of the invoice", "€39.27", "€0.00");
  await expectShown(replace, "With tax", "€39.27", "€39.27");
  await replace.getByRole("button", { name: "Replace the invoice" }).click();
  await expect(replace.getByRole("status")).toContainText("The invoice is replaced.");
  await replace.getByRole("button", { name: "Close" }).click();
  const link = page.getByRole("link", { name: /^Replaced by INV-/ });
  const number = ((await link.textContent()) ?? "").replace("Replaced by ", "");
  const cancelled = await downloadPdf(page, `/console/invoices/${invoice.id}/pdf`);
  // A reader of PDF text may part the letters of a word where its font does.
  const unspaced = (text: string): string => text.replace(/\s/g, "");
  expect(unspaced(cancelled.text)).toContain(`replacedby${number}`);
  const href = (await link.getAttribute("href")) ?? "";
  expect(unspaced((await downloadPdf(page, `${href}/pdf`)).text)).toContain(`replaces${invoice.number}`);
  await signInAs(page, { email: invoice.email });
  await page.goto(`/account/invoices/${invoice.id}`);
  await page.getByRole("link", { name: number }).click();
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
});

test("page F2 a payment that its bank takes back stands there with its dates, and on the timeline", async ({
  page,
}) => {
  const invoice = await sellOne();
  const [payment] = await database()<{ id: string; account: string }[]>`
    select p.id, p.account_id as account from payments p join payment_applications a on a.payment_id = p.id
    where a.invoice_id = ${invoice.id}`;
  const disputeId = await disputeCharge(payment?.id ?? "", 1000n);
  await signInAs(page, "jonas");
  const payments = page.getByRole("region", { name: /Payments/ });
  await expect(async () => {
    await page.goto(`/console/invoices/${invoice.id}`);
    await expect(payments).toContainText(/Taken back by the bank: answer by/);
  }).toPass();
  await expect(payments.getByTestId("status")).toHaveAttribute("data-status", "disputed");
  await expectMoney(payments.getByTestId("amt-disputed"), -1000);
  const refund = await openDialog(page, "Refund");
  await expect(refund.getByLabel("Amount in EUR")).toHaveValue("29.27");
  await decideDispute(disputeId, "lost");
  await expect(async () => {
    await page.goto(`/console/invoices/${invoice.id}`);
    await expect(payments).toContainText(/Lost on .*: booked as bad debt/);
  }).toPass();
  await page.goto(`/console/accounts/${payment?.account}?events=payments`);
  await expect(page.getByRole("main")).toContainText("Dispute lost: the money is gone");
});
