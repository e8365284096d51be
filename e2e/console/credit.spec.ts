import type { Locator, Page } from "@playwright/test";
import { expectMoney } from "../fixtures/amounts";
import { newEmail } from "../fixtures/checkout";
import { database } from "../fixtures/database";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

const openDialog = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole("button", { name, exact: true }).click();
  return page.getByRole("dialog");
};

const preview = (dialog: Locator) => dialog.getByRole("button", { name: "Show what it changes" }).click();

const expectShown = async (dialog: Locator, rows: Readonly<Record<string, readonly [string, string]>>) => {
  for (const [row, figures] of Object.entries(rows)) {
    const shown = dialog.getByTestId("preview").getByRole("row", { name: new RegExp(row) });
    await expect(shown.getByRole("cell")).toHaveText([...figures]);
  }
};

const readEntries = (page: Page): Promise<string[][]> =>
  page
    .getByTestId("credit-entries")
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("data")].map((figure) => figure.getAttribute("value") ?? "")),
    );

test("feature F6.2 feature F6.5 page T1 credit is given within a limit and paid ahead, each shown before, and the subscriber sees it", async ({
  page,
  browser,
}) => {
  const email = newEmail("wallet");
  const { orderId } = await sell(email);
  const [order] = await database()`select account_id from orders where id = ${orderId}`;
  await signInAs(page, "sam");
  await page.goto(`/console/accounts/${order?.account_id}`);
  const credit = page.getByRole("region", { name: /Account credit/ });
  await expect(credit).toContainText("No credit is held.");
  await expect(page.getByRole("button", { name: "Record credit paid ahead" })).toHaveCount(0);

  const give = await openDialog(page, "Give credit");
  await give.getByLabel("Amount").fill("100.01");
  await give.getByLabel("Reason").fill("Three slow days");
  await preview(give);
  await expect(give.getByRole("status")).toContainText("You may give up to 100.00 EUR at once; ask a support lead.");
  await give.getByLabel("Amount").fill("30,00");
  await give.getByLabel("Flow, the product").check();
  await preview(give);
  await expectShown(give, { "Account credit": ["€0.00", "€30.00"], takes: ["€0.00", "€0.00"] });
  await give.getByLabel("Flow, the product").uncheck();
  await give.getByLabel("Expires on, if ever").fill("2020-01-01");
  await give.locator("form").evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await preview(give);
  await expect(give.getByRole("status")).toContainText("Let it expire on a later day.");
  await give.getByLabel("Expires on, if ever").fill("2099-12-31");
  await preview(give);
  await expectShown(give, { takes: ["€0.00", "€30.00"], leaves: ["€39.27", "€9.27"] });
  await give.getByRole("button", { name: "Give the credit" }).click();
  await expect(give.getByRole("status")).toContainText("The credit is given.");
  await give.getByRole("button", { name: "Close" }).click();

  await signInAs(page, "jonas");
  await page.reload();
  const prepay = await openDialog(page, "Record credit paid ahead");
  await prepay.getByLabel("Amount").fill("70");
  await prepay.getByLabel("Reference").fill("Statement 8, line 2");
  await prepay.getByLabel("Reason").fill("Paid ahead");
  await preview(prepay);
  await expectShown(prepay, { "Account credit": ["€30.00", "€100.00"], takes: ["€30.00", "€39.27"] });
  await prepay.getByRole("button", { name: "Record the credit" }).click();
  await prepay.getByRole("button", { name: "Close" }).click();
  await expectMoney(page.getByTestId("amt-credit"), 10_000);
  const entries = [
    ["7000", "10000"],
    ["3000", "3000"],
  ];
  expect(await readEntries(page)).toEqual(entries);

  const theirs = await browser.newPage();
  await signInAs(theirs, { email });
  await theirs.goto("/account");
  await theirs.getByRole("link", { name: "Credit", exact: true }).click();
  await expectMoney(theirs.getByTestId("amt-credit"), 10_000);
  await expect(theirs.getByRole("list", { name: "What expires when" })).toContainText("until 31 Dec 2099");
  expect(await readEntries(theirs)).toEqual(entries);
  await theirs.close();
});
