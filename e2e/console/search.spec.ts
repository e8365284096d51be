import { expectAccessible } from "../fixtures/accessibility";
import { newEmail } from "../fixtures/checkout";
import { readInvoiceOfOrder } from "../fixtures/database";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

test("page C2.1 C2.2 C2.4 C2.6 whatever is in hand leads to its page by the keyboard alone", async ({ page }) => {
  await signInAs(page, "jonas");
  await page.goto("/console");
  await expect(page.getByRole("main")).toHaveAttribute("data-state", /ready|empty/);
  const opener = page.getByRole("button", { name: "Search, or type an amount" });
  await opener.focus();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search" });
  await expect(field).toBeFocused();

  await page.keyboard.type("mina@brigthbarn.example");
  const chosen = page.getByRole("option", { selected: true });
  await expect(chosen).toContainText("Brightbarn GmbH");
  await expect(chosen).toContainText("Close to mina@brightbarn.example");
  await expect(page.getByRole("dialog").getByRole("status")).toContainText(/\d results?/);
  await expect(field).toHaveAttribute("aria-activedescendant", (await chosen.getAttribute("id")) ?? "");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();

  const { orderId } = await sell(newEmail("search"));
  const invoice = await readInvoiceOfOrder(orderId);
  await page.keyboard.press("Control+k");
  await page.keyboard.type(invoice.number.replaceAll("-", ""));
  await expect(chosen).toContainText(invoice.number);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/console/invoices/${invoice.id}`);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("ledger");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/console/ledger");
});

test("page C2 the page of results is its address, and any text has a clean answer", async ({ page }) => {
  await signInAs(page, "jonas");
  await page.goto("/console/search?q=4242&group=payments");
  await expect(page.getByRole("main")).toHaveAttribute("data-state", "ready");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([/^Payments/]);
  // Pressed before the scripts came, a key does nothing: whoever sees that presses it again.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page.locator("[data-list-link]:focus")).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/console\/(invoices|accounts)\//);
  for (const query of ["q=%00", "q=%25%27%22_", `q=${"x".repeat(8_000)}`, "q=a&q=b", "group=%27", "q=%F0%9F%98%80"]) {
    expect((await page.request.get(`/console/search?${query}`)).status()).toBe(200);
    expect((await page.request.get(`/console/search/results?${query}`)).status()).toBe(200);
  }
});

test("page C2 what is chosen is previewed with what can be done, what was opened is at hand, and actions have names", async ({
  page,
}) => {
  const { orderId } = await sell(newEmail("preview"));
  const invoice = await readInvoiceOfOrder(orderId);
  await signInAs(page, "claire");
  await page.goto("/console");
  await expect(page.getByRole("main")).toHaveAttribute("data-state", /ready|empty/);
  const field = page.getByRole("combobox", { name: "Search" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type(invoice.number);
  const preview = page.getByRole("region", { name: "Chosen" });
  await expect(preview).toHaveAttribute("data-preview", invoice.id);
  await expect(preview).toContainText("€39.27");
  await expect(preview).toContainText(invoice.number);
  await expect(preview.getByRole("link", { name: "Download the PDF" })).toBeVisible();
  await expect(preview.getByRole("link", { name: "See what was done with it" })).toHaveAttribute(
    "href",
    `/console/audit?subject=${invoice.id}`,
  );
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/console/invoices/${invoice.id}`);

  await page.keyboard.press("Control+k");
  const recent = page.getByRole("group", { name: "Opened before" });
  await expect(recent.getByRole("option")).toContainText(invoice.number);
  await expect(page.getByRole("group", { name: "Actions" }).getByRole("option")).not.toHaveCount(0);
  await page.keyboard.type("start a bill");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/console/billing-runs#start");
});
