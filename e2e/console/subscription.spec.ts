import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { expectMoney } from "../fixtures/amounts";
import { newEmail } from "../fixtures/checkout";
import { database } from "../fixtures/database";
import { readMail } from "../fixtures/mails";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

const sellOne = async (): Promise<string> => {
  const email = newEmail("changed");
  const { orderId } = await sell(email);
  await readMail({ to: email, kind: "receipt" });
  const [row] = await database()<{ id: string }[]>`select id from subscriptions where order_id = ${orderId}`;
  return row?.id ?? "";
};

const openDialog = async (page: Page, button: string, title: string): Promise<Locator> => {
  await page.getByRole("button", { name: button, exact: true }).click();
  return page.getByRole("dialog", { name: title });
};

const figureOf = (dialog: Locator, row: string): Locator =>
  dialog
    .getByTestId("preview")
    .first()
    .getByRole("row", { name: new RegExp(`^${row}`) })
    .getByRole("cell")
    .last();

test("page T2 one seat more is previewed, placed, billed as it was shown, and the change to come is undone", async ({
  page,
}) => {
  const id = await sellOne();
  await signInAs(page, "jonas");
  await page.goto(`/console/subscriptions/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Desk Team" })).toBeVisible();
  await expectMoney(page.getByTestId("amt-next"), 3927);

  const more = await openDialog(page, "Change quantity", "Change the quantity");
  await more.getByLabel("Quantity").fill("none");
  await more.getByRole("button", { name: "Show what it costs" }).click();
  await expect(more.getByRole("status")).toContainText("Nothing was changed");
  await more.getByLabel("Quantity").fill("2");
  await more.getByRole("button", { name: "Show what it costs" }).click();
  await expect(figureOf(more, "Unused time: Desk Team")).toHaveText("−€33.00");
  await expect(figureOf(more, "Desk Team")).toHaveText("€66.00");
  await expect(figureOf(more, "Due now")).toHaveText("€39.27");
  await more.getByRole("button", { name: "Change the quantity" }).click();
  await expect(more.getByRole("status")).toContainText("The change is placed.");
  await more.getByRole("button", { name: "Close" }).click();
  await expectMoney(page.getByTestId("amt-next"), 7854);
  const billed = page.getByRole("region", { name: /^Billed/ });
  await expect(billed.getByRole("listitem")).toHaveCount(3);
  const [changed] = await database()<{ total: string }[]>`
    select i.total_minor::text as total from invoices i join invoice_lines l on l.invoice_id = i.id
    where l.subscription_id = ${id} and l.kind = 'credit'`;
  expect(changed?.total).toBe("3927");

  const end = await openDialog(page, "End", "End the subscription");
  await end.getByRole("button", { name: "Show what it costs" }).click();
  await expect(figureOf(end, "Due now")).toHaveText("€0.00");
  await end.getByRole("button", { name: "End it" }).click();
  await end.getByRole("button", { name: "Close" }).click();
  const scheduled = page.getByRole("region", { name: /^Scheduled changes/ });
  await expect(scheduled.getByRole("listitem")).toHaveText(/16 Dec 2026\s*Ends/);
  await scheduled.getByRole("button", { name: "Undo" }).click();
  await expect(scheduled).toContainText("Nothing waits for its day.");

  const price = await openDialog(page, "Change price", "Agree on another price");
  await price.getByLabel("Desk Team, EUR").fill("40");
  await price.getByLabel("Only if the card on file pays for it").check();
  await price.getByRole("button", { name: "Show what it costs" }).click();
  // Two seats at 7.00 more, with 19 % of tax.
  await expect(figureOf(price, "Due now")).toHaveText("€16.66");
  await price.getByRole("button", { name: "Change the price" }).click();
  await expect(price.getByRole("status")).toContainText("The change is placed.");
  await price.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("region", { name: /^Charges/ })).toContainText("€40.00");
  const [paid] = await database()<{ state: string }[]>`
    select p.state from payments p join orders o on p.purpose_kind = 'order' and p.purpose_id = o.id
    where o.draft -> 'change' ->> 'subscriptionId' = ${id} and p.amount_minor = 1666`;
  expect(paid?.state).toBe("succeeded");
});

test("page T2 a preview that another change has overtaken is refused; who may only read changes nothing", async ({
  page,
  browser,
}) => {
  const id = await sellOne();
  await signInAs(page, "jonas");
  await page.goto(`/console/subscriptions/${id}`);
  const mine = await openDialog(page, "Change quantity", "Change the quantity");
  await mine.getByLabel("Quantity").fill("3");
  await mine.getByRole("button", { name: "Show what it costs" }).click();
  await expect(figureOf(mine, "Due now")).toHaveText("€78.54");

  const other = await browser.newPage();
  await signInAs(other, "sam");
  await other.goto(`/console/subscriptions/${id}`);
  const theirs = await openDialog(other, "Change quantity", "Change the quantity");
  await theirs.getByLabel("Quantity").fill("2");
  await theirs.getByRole("button", { name: "Show what it costs" }).click();
  await theirs.getByRole("button", { name: "Change the quantity" }).click();
  await expect(theirs.getByRole("status")).toContainText("The change is placed.");
  await other.close();

  await mine.getByRole("button", { name: "Change the quantity" }).click();
  await expect(mine.getByRole("status")).toContainText("The subscription has changed meanwhile.");

  const reader = await browser.newPage();
  await signInAs(reader, "beth");
  await reader.goto(`/console/subscriptions/${id}`);
  await expect(reader.getByRole("heading", { level: 1, name: "Desk Team" })).toBeVisible();
  await expect(reader.getByRole("button", { name: "Change quantity" })).toHaveCount(0);
  await reader.close();
});

test("page T2 feature F4.3 feature F2.9 fewer seats wait for the renewal, and each day shows what was known on it", async ({
  page,
}) => {
  const id = await sellOne();
  await signInAs(page, "jonas");
  await page.goto(`/console/subscriptions/${id}`);
  const price = await openDialog(page, "Change price", "Agree on another price");
  await price.getByLabel("Desk Team, EUR").fill("30");
  await price.getByRole("button", { name: "Show what it costs" }).click();
  await expect(price).toContainText(
    "A downgrade: by the policy it takes effect at the end of what is billed, on 16 Dec 2026.",
  );
  await expect(figureOf(price, "Due now")).toHaveText("€0.00");
  await price.getByRole("button", { name: "Change the price" }).click();
  await price.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("region", { name: /^Scheduled changes/ })).toContainText(
    "Another price: Desk Team 30 EUR",
  );

  const history = page.getByRole("region", { name: /^History/ });
  await expect(history.getByRole("listitem")).toHaveText([/16 Nov 2026\s*Desk Team × 1\s*Active/, /Desk Team × 1/]);
  await history.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("As it was known at the end of 16 Nov 2026")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change price" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show it as it is now" }).click();
  await expect(page.getByRole("button", { name: "Change price" })).toBeVisible();

  await page.goto(`/console/subscriptions/${id}?on=2026-11-15`);
  await expect(page.getByText("It was not there yet on 15 Nov 2026")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change price" })).toBeVisible();
});
