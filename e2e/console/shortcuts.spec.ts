import { expectAccessible } from "../fixtures/accessibility";
import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";

test("page C1 the question mark lists the keys that work here and everywhere, and they do", async ({ page }) => {
  await signInAs(page, "hiro");
  await page.goto("/console/invoices");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  // The page hears keys only once its scripts run.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  for (const label of ["Next and previous row", "Go to the filter"]) {
    await expect(dialog.getByRole("region", { name: "On this page" })).toContainText(label);
  }
  const everywhere = dialog.getByRole("region", { name: "Everywhere" });
  for (const label of ["Search everything", "Accounts", "Ledger"]) await expect(everywhere).toContainText(label);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  await page.waitForURL("**/console/ledger");
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.waitForURL("**/console");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Work queue");
  await page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  await expect(dialog).not.toContainText("Go to the filter");
});

test("page C1 who switches off keys pressed alone has them off on every page and computer, until they switch back", async ({
  page,
  openBrowser,
}) => {
  await signInAs(page, "tom");
  await page.goto("/console/invoices");
  const button = page.getByRole("button", { name: "Keyboard shortcuts" });
  await button.click();
  const choice = page.getByRole("switch", { name: "Keys pressed alone" });
  await expect(choice).toBeChecked();
  await choice.focus();
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.keyboard.press("Space");
  await saved;
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  for (const key of ["?", "g", "c", "/"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/console\/invoices$/);
  await expect(page.getByRole("textbox", { name: "Number or account" })).not.toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();

  const other = await openBrowser();
  await signInAs(other.page, "tom");
  await other.page.goto("/console/accounts");
  await other.page.keyboard.press("?");
  await expect(other.page.getByRole("dialog")).toHaveCount(0);
  await other.page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await expect(other.page.getByRole("switch", { name: "Keys pressed alone" })).not.toBeChecked();
  const back = other.page.waitForResponse((response) => response.request().method() === "POST");
  await other.page.getByText("Keys pressed alone", { exact: true }).click();
  await back;
  await other.page.keyboard.press("Escape");
  await other.page.keyboard.press("?");
  await expect(other.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});
