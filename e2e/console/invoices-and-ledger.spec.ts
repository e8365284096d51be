import type { Page } from "@playwright/test";
import { expectMoney, minorOf } from "../fixtures/amounts";
import { newEmail } from "../fixtures/checkout";
import { readInvoiceOfOrder } from "../fixtures/database";
import { readMail } from "../fixtures/mails";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

const sellOne = async () => {
  const email = newEmail("finance");
  const { orderId } = await sell(email);
  await readMail({ to: email, kind: "receipt" });
  return readInvoiceOfOrder(orderId);
};

const isReady = (page: Page) => expect(page.getByRole("main")).toHaveAttribute("data-state", "ready");

test("page F1.3 F1.4 the list is its address: filter, totals, export, keys, and back from an invoice", async ({
  page,
}) => {
  const invoice = await sellOne();
  await signInAs(page, "jonas");
  const address = `/console/invoices?q=${invoice.number.replaceAll("-", "")}&status=paid&sort=total`;
  await page.goto(address);
  await isReady(page);
  const row = page.getByTestId(`row-${invoice.id}`);
  await expect(row).toContainText(invoice.number);
  const totals = page.getByTestId("total-EUR");
  await expectMoney(totals.getByTestId("amt-total"), 3927);
  await expectMoney(totals.getByTestId("amt-tax"), 627);

  const exported = await page.request.get(address.replace("/invoices?", "/invoices/export?"));
  expect(exported.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  const [head = "", ...lines] = (await exported.text()).trimEnd().split("\r\n");
  expect(lines).toHaveLength(1);
  expect(lines[0]?.split(",")[head.split(",").indexOf("total")]).toBe("39.27");

  await page.keyboard.press("/");
  const filter = page.getByRole("textbox", { name: "Number or account" });
  await expect(filter).toBeFocused();
  await page.keyboard.press("j");
  await expect(filter).toHaveValue("j");
  await filter.blur();
  await page.keyboard.press("j");
  await expect(row.getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/console/invoices/${invoice.id}`);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(row).toBeVisible();

  await page.setViewportSize({ width: 1280, height: 300 });
  await page.goto("/console/invoices");
  await isReady(page);
  const last = page.getByRole("main").locator("[data-list-link]").last();
  await last.scrollIntoViewIfNeeded();
  const scrollOf = () => page.evaluate(() => window.scrollY);
  const scrolled = await scrollOf();
  expect(scrolled).toBeGreaterThan(100);
  await last.click();
  await page.waitForURL(/\/console\/invoices\/inv_/);
  await page.goBack();
  await expect(last).toBeVisible();
  await expect.poll(async () => Math.abs((await scrollOf()) - scrolled)).toBeLessThanOrEqual(40);

  const nonsense = "status=%27&currency=%25&seller=%00&from=x&sort=;&dir=up&after=1~2";
  for (const query of [nonsense, `q=%00${nonsense}`, "q=%25%27%22", `q=${"x".repeat(10_000)}`]) {
    expect((await page.request.get(`/console/invoices?${query}`)).status()).toBe(200);
    expect((await page.request.get(`/console/ledger?${query}&account=%00&day=x`)).status()).toBe(200);
  }
});

test("page F7.1 F7.2 F7.3 the books come to zero, cover the open invoices, and lead to a PDF in four clicks", async ({
  page,
}) => {
  const invoice = await sellOne();
  await signInAs(page, "claire");
  await page.goto("/console/ledger?view=trial");
  await isReady(page);
  const books = page.getByRole("main").locator("section[aria-labelledby^=trial-]");
  for (const book of await books.all()) {
    expect(await minorOf(book.getByTestId("amt-difference"))).toBe(0n);
    expect(await minorOf(book.getByTestId("amt-debits"))).toBe(await minorOf(book.getByTestId("amt-credits")));
    await expect(book).toContainText("Receivable equals open invoices");
  }
  await books.filter({ hasText: "EUR" }).first().getByRole("link", { name: "Accounts receivable" }).click();
  await page.waitForURL(/account=accounts_receivable/);
  await isReady(page);
  const entry = page.locator("tbody", { hasText: `Invoice ${invoice.number}` });
  const figures = await Promise.all(
    [":last-child", ":nth-last-child(2)"].map((place) =>
      entry.locator(`td${place} data.money`).evaluateAll((all) => all.map((one) => Number(one.getAttribute("value")))),
    ),
  );
  expect(figures.map((list) => list.reduce((sum, minor) => sum + minor, 0))).toEqual([3927, 3927]);
  await page.getByRole("link", { name: `Invoice ${invoice.number}`, exact: true }).click();
  await page.waitForURL(`**/console/invoices/${invoice.id}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("main").locator("a[href$='/pdf']").click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
});
