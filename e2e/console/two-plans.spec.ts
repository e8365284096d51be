import type { Locator } from "@playwright/test";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { connectDatabase, type DatabaseConnection } from "@/db/client";
import { subscriptions } from "@/db/schema/subscriptions";
import { openAccount } from "@/server/accounts";
import { publishRatePlans } from "@/server/catalog";
import { placeOnAccount, previewOnAccount } from "@/server/orders";
import { freezeBusinessClock, readBusinessClock, type ServiceContext } from "@/server/platform";
import { prove } from "@/server/proof";
import { expectMoney } from "../fixtures/amounts";
import { ownProduct } from "../fixtures/own-product";
import { downloadPdf } from "../fixtures/pdf";
import { expect, test } from "../fixtures/test";
import { waitFor } from "../fixtures/wait-for";

// A clock of its own, which stands in April 2027.
const product = ownProduct({ name: "e2e-two-plans", portsAfter: 40, seed: "demo" });
const { at } = product;
const email = "nora@zweig.example";

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

const plan = (key: string, name: string, price: string) =>
  ({
    productKey: "desk",
    key,
    version: 1,
    name,
    isOnSale: true,
    isAddOn: false,
    quantityMin: 1,
    quantityMax: 500,
    features: {},
    charges: [{ key: "fee", name, kind: "recurring", model: "per_unit", prices: { EUR: { month: price } } }],
  }) as const;

/** Somebody in Germany who pays 9.00 and VAT a month from 1 April 2027 on. */
const subscribe = async (): Promise<string> => {
  await setNow("2027-04-01T09:00:00Z");
  const ctx = await context();
  await publishRatePlans(ctx, [plan("nine", "Small", "9"), plan("twenty-nine", "Large", "29")]);
  const account = await openAccount(ctx, {
    name: "Nora Zweig",
    kind: "personal",
    country: "DE",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    taxId: null,
    taxIdStatus: "none",
    billTo: {
      name: "Nora Zweig",
      email,
      addressLines: ["Am Bach 1"],
      city: "Berlin",
      postcode: "10115",
      region: null,
      country: "DE",
    },
    statedTaxPercent: null,
  });
  const order = {
    accountId: account.id,
    actions: [{ action: "create" as const, interval: "month" as const, ratePlans: [{ key: "nine", quantity: 1 }] }],
  };
  const { previewId } = await previewOnAccount(ctx, order);
  const orderId = await placeOnAccount(ctx, { ...order, previewId });
  const [row] = await connection.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  return row?.id ?? "";
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

test("page T2.2 from 9.00 to 29.00 on 11 April: credit 6.00, charge 19.33, due 13.33, and invoice, mail, PDF and ledger agree", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const subscriptionId = await subscribe();
  await setNow("2027-04-11T09:00:00Z");
  await page.goto(at("/sign-in"));
  await page.getByRole("textbox", { name: "E-mail address" }).fill("jonas@alderpost.example");
  await page.getByLabel("Demo password").fill("alderpost-demo");
  await page.getByRole("button", { name: "Sign in with password" }).click();
  await page.waitForURL(at("/console"));

  await page.goto(at(`/console/subscriptions/${subscriptionId}`));
  await page.getByRole("button", { name: "Change plan" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the plan" });
  await dialog.getByLabel("Plan").selectOption({ label: "Large" });
  await dialog.getByRole("button", { name: "Show what it costs" }).click();
  await expect(figureOf(dialog, "Unused time: Small")).toHaveText("−€6.00");
  await expect(figureOf(dialog, "Large")).toHaveText("€19.33");
  await expect(figureOf(dialog, "Tax")).toHaveText("€2.53");
  await expect(figureOf(dialog, "Due now")).toHaveText("€15.86");
  await dialog.getByText("How this is worked out").last().click();
  await expect(dialog).toContainText("Large: 1 × 29.00, for 20 of 30 days = €19.33.");
  await expect(dialog).toContainText("Charged by the days of each period. Unused time is given back.");
  const byOtherRules = dialog.getByRole("table", { name: "By another rule" });
  await expect(byOtherRules.getByRole("row", { name: "Nothing is given back" }).getByRole("cell").first()).toHaveText(
    "€19.33",
  );
  await dialog.getByRole("button", { name: "Change the plan" }).click();
  await expect(dialog.getByRole("status")).toContainText("The change is placed.");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Large" })).toBeVisible();
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
  const report = await prove(await context(), []);
  expect(report.equations.filter(({ residueMinor }) => residueMinor !== 0n)).toEqual([]);
});
