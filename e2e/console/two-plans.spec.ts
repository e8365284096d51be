import type { Locator, Page } from "@playwright/test";
import postgres from "postgres";
import { connectDatabase, type DatabaseConnection } from "@/db/client";
import { placeChange, previewChange } from "@/server/orders";
import { freezeBusinessClock, readBusinessClock, type ServiceContext } from "@/server/platform";
import { prove } from "@/server/proof";
import { publishTwoPlans, subscribeInScenario, toTwentyNine } from "@/server/scenarios/two-plans-in-scenario";
import { getSellerByKey } from "@/server/sellers";
import { choosePolicy, standardConventions } from "@/server/subscriptions";
import { expectMoney } from "../fixtures/amounts";
import { ownProduct } from "../fixtures/own-product";
import { downloadPdf } from "../fixtures/pdf";
import { expect, test } from "../fixtures/test";
import { waitFor } from "../fixtures/wait-for";

// One product for all of them, one after the other.
test.describe.configure({ mode: "default" });

// A clock of its own, which stands in April 2027.
const product = ownProduct({ name: "e2e-two-plans", portsAfter: 40, seed: "demo" });
const { at } = product;
const email = "nora@quay.example";

let connection: DatabaseConnection;
let sql: postgres.Sql;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  await product.start(/serves at \S+/);
  connection = connectDatabase(product.databaseUrl(), { poolSize: 4 });
  sql = postgres(product.databaseUrl(), { max: 2 });
});

test.afterAll(async () => {
  await sql.end();
  await connection.close();
  await product.stop();
});

const context = async (): Promise<ServiceContext> => ({
  actor: { kind: "system", job: "two-plans" },
  now: (await readBusinessClock(connection.db)).now,
  requestId: "two-plans",
  db: connection.db,
});

const setNow = (instant: string): Promise<void> => freezeBusinessClock(connection.db, new Date(instant));

/** Somebody in Germany who pays 9.00 and VAT a month from 1 April 2027 on. */
const subscribe = async (): Promise<string> => {
  await setNow("2027-04-01T09:00:00Z");
  const ctx = await context();
  await publishTwoPlans(ctx);
  const germany = { country: "DE", timeZone: "Europe/Berlin", statedTaxPercent: null };
  return (await subscribeInScenario(ctx, "nora", germany)).subscriptionId;
};

const signInAsStaff = async (page: Page): Promise<void> => {
  await page.goto(at("/sign-in"));
  await page.getByRole("textbox", { name: "E-mail address" }).fill("jonas@alderpost.example");
  await page.getByLabel("Demo password").fill("alderpost-demo");
  await page.getByRole("button", { name: "Sign in with password" }).click();
  await page.waitForURL(at("/console"));
};

const figureOf = (dialog: Locator, row: string): Locator =>
  dialog
    .getByTestId("preview")
    .first()
    .getByRole("row", { name: new RegExp(`^${row}`) })
    .getByRole("cell")
    .last();

const readMailOf = (kind: string) =>
  waitFor(`${kind} mail to ${email}`, async () => {
    const [mail] = await sql<{ subject: string; text: string }[]>`
      select subject, text from mails where recipient = ${email} and kind = ${kind} and sent_at is not null`;
    return mail;
  });

const expectProof = async (): Promise<void> => {
  const report = await prove(await context(), []);
  expect(report.equations.filter(({ residueMinor }) => residueMinor !== 0n)).toEqual([]);
};

test("page T2.2 from 9.00 to 29.00 on 11 April: credit 6.00, charge 19.33, due 13.33, and invoice, mail, PDF and ledger agree", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const subscriptionId = await subscribe();
  await setNow("2027-04-11T09:00:00Z");
  await signInAsStaff(page);
  await page.goto(at(`/console/subscriptions/${subscriptionId}`));
  await page.getByRole("button", { name: "Change plan" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the plan" });
  await dialog.getByLabel("Plan").selectOption({ label: "Plan 29" });
  await dialog.getByRole("button", { name: "Show what it costs" }).click();
  await expect(figureOf(dialog, "Unused time: Plan 9")).toHaveText("−€6.00");
  await expect(figureOf(dialog, "Plan 29")).toHaveText("€19.33");
  await expect(figureOf(dialog, "Tax")).toHaveText("€2.53");
  await expect(figureOf(dialog, "Due now")).toHaveText("€15.86");
  await dialog.getByText("How this is worked out").last().click();
  await expect(dialog).toContainText("Plan 29: 1 × 29.00, for 20 of 30 days = €19.33.");
  await expect(dialog).toContainText("Charged by the days of each period. Unused time is given back.");
  const byOtherRules = dialog.getByRole("table", { name: "By another rule" });
  await expect(byOtherRules.getByRole("row", { name: "Nothing is given back" }).getByRole("cell").first()).toHaveText(
    "€19.33",
  );
  await dialog.getByRole("button", { name: "Change the plan" }).click();
  await expect(dialog.getByRole("status")).toContainText("The change is placed.");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Plan 29" })).toBeVisible();
  await expectMoney(page.getByTestId("amt-next"), 3451);

  const mail = await readMailOf("subscription_changed");
  for (const text of ["11 Apr 2027", "−€6.00", "€19.33", "€13.33", "€15.86"]) expect(mail.text).toContain(text);
  const billed = page.getByRole("region", { name: /^Billed/ }).getByRole("listitem");
  await expect(billed).toHaveCount(3);
  await billed.first().getByRole("link").click();
  await page.waitForURL(/\/console\/invoices\/inv_\w+$/);
  const main = page.getByRole("main");
  for (const amount of ["−€6.00", "€19.33", "€13.33", "€2.53", "€15.86"]) await expect(main).toContainText(amount);
  const pdf = await downloadPdf(page, `${page.url()}/pdf`);
  for (const amount of ["6.00", "19.33", "13.33", "2.53", "15.86"]) expect(pdf.text).toContain(amount);

  const [owed] = await sql<{ amount: string }[]>`
    select sum(amount_minor)::text as amount from postings join journal_entries e on e.id = entry_id
    where ledger_account = 'accounts_receivable' and e.source_id = ${page.url().split("/").at(-1) ?? ""}`;
  expect(owed?.amount).toBe("1586");
  await expectProof();
});

/** From 29.00 on 11 April to 9.00 on the 21st, by a policy that makes a credit note of it. Answers with its id. */
const creditByPolicy = async (): Promise<string> => {
  const before = await context();
  const { id: sellerId } = await getSellerByKey(before, "ireland");
  const documents = { ...standardConventions.documents, belowZero: "credit_note" } as const;
  await choosePolicy(before, { sellerId, conventions: { ...standardConventions, documents } });
  const { subscriptionId } = await subscribeInScenario(before, "cora", { plan: "twenty-nine" });
  await setNow("2027-04-21T09:00:00Z");
  const ctx = await context();
  const input = {
    subscriptionId,
    action: { ...toTwentyNine, ratePlans: [{ key: "nine", quantity: null }] },
  };
  const { previewId } = await previewChange(ctx, input);
  const { invoiceId } = await placeChange(ctx, { ...input, previewId });
  return invoiceId ?? "";
};

test("page F2.2 a total below zero that is a credit note says so on its page and its PDF, and names what it corrects", async ({
  page,
}) => {
  const noteId = await creditByPolicy();
  const [corrected] = await sql<{ number: string }[]>`
    select n.number from invoice_numbers n join invoices i on i.id = n.invoice_id
    where i.total_minor > 0 and i.account_id = (select account_id from invoices where id = ${noteId})`;
  const { number = "" } = corrected ?? {};
  await signInAsStaff(page);
  await page.goto(at(`/console/invoices/${noteId}`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^CN-2027-\d{7}$/);
  await expect(page.getByRole("main").getByTestId("status").first()).toHaveText("Credit note");
  await expect(page.getByRole("main").getByText("Corrects").first()).toContainText(number);
  const paper = page.getByRole("article", { name: /^Credit note CN-2027-/ });
  await expect(paper.getByText(number)).toBeVisible();
  await expect(paper).toContainText("Questions about this credit note");
  await expect(paper).not.toContainText("Due");
  const pdf = await downloadPdf(page, `${page.url()}/pdf`);
  for (const said of ["Credit note", "Corrects", number]) expect(pdf.text).toContain(said);
  await expectProof();
});
