import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectMoney } from "../fixtures/amounts";
import { database } from "../fixtures/database";
import { origin } from "../fixtures/instance";
import { downloadPdf } from "../fixtures/pdf";
import { people, signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";

type Known = { id: string; number: string; total_minor: bigint; account_id: string };

/** The invoice of the eight seats that Brightbarn bought on 1 November. */
const readBrightbarnInvoice = async (): Promise<Known> => {
  const [row] = await database()<Known[]>`
    select i.id, n.number, i.total_minor, i.account_id
    from invoices i join invoice_numbers n on n.invoice_id = i.id
    join account_members m on m.account_id = i.account_id join users u on u.id = m.user_id
    where u.email = ${people.mina} order by i.issue_on limit 1`;
  if (!row) throw new Error("Brightbarn has no invoice.");
  return row;
};

const readStrangersInvoice = async (): Promise<string> => {
  const { account_id } = await readBrightbarnInvoice();
  const [row] = await database()<{ id: string }[]>`select id from invoices where account_id <> ${account_id} limit 1`;
  if (!row) throw new Error("There is nobody else's invoice.");
  return row.id;
};

const sumOf = (page: Page, amounts: string): Promise<number> =>
  page.locator(amounts).evaluateAll((all) => all.reduce((sum, one) => sum + Number(one.getAttribute("value")), 0));

test.describe("page M1 overview", () => {
  for (const who of ["mina", "leo"] as const) {
    test(`page M1 ${who} sees the plan, what comes next and what was paid`, async ({ page }) => {
      await signInAs(page, who);
      await page.goto("/account");
      const main = page.getByRole("main");
      await expect(main).toHaveAttribute("data-state", "ready");
      await expect(page.getByRole("heading", { level: 2, name: "Desk Team" })).toBeVisible();
      await expect(main).toContainText("8 seats");
      await expect(main).toContainText("€33.00 per seat and month");
      await expect(main).toContainText("1 Dec 2026, monthly");
      await expectMoney(page.getByTestId("amt-next-invoice"), 31_416);
      const { number } = await readBrightbarnInvoice();
      await expect(main.getByRole("link", { name: number, exact: true })).toBeVisible();
      for (const name of ["Mina Okafor", "Leo Marsh", "Ana Silva"]) await expect(main).toContainText(name);
    });
  }

  test("page M1 the estimate adds up from its lines and its tax", async ({ page }) => {
    await signInAs(page, "mina");
    await page.goto("/account");
    const parts = page.locator("p:has(> [data-testid=amt-next-invoice]) ~ ul data.money");
    await expect(parts).toHaveCount(2);
    await expectMoney(parts.first(), 26_400);
    await expectMoney(parts.last(), 5016);
    expect(await sumOf(page, "p:has(> [data-testid=amt-next-invoice]) ~ ul data.money")).toBe(31_416);
  });

  test("page M1.3 a member sees no amount, in the page or behind it", async ({ page, allowErrors }) => {
    allowErrors(/403/);
    await signInAs(page, "ana");
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 2, name: "Desk Team" })).toBeVisible();
    await expect(page.locator("data.money")).toHaveCount(0);
    await expect(page.getByRole("main")).not.toContainText(/[€$£¥]\s?\d/);
    const html = await (await page.request.get("/account")).text();
    expect(html).not.toMatch(/€\d|31416|26400/);
    await expect(
      page.getByRole("navigation", { name: "My Account" }).getByRole("link", { name: "Invoices" }),
    ).toHaveCount(0);
    const refused = await page.goto("/account/invoices");
    expect(refused?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText(
      "You need to be a billing contact of this account. Its owner can make you one.",
    );
  });

  test("page M1.4 Cancel is in view without opening a menu", async ({ page }) => {
    await signInAs(page, "mina");
    await page.goto("/account");
    const cancel = page.getByRole("link", { name: "Cancel by mail" });
    await expect(cancel).toBeInViewport();
    expect(await cancel.getAttribute("href")).toMatch(
      /^mailto:billing@alderpost\.example\?subject=Cancel%20Desk%20Team/,
    );
  });

  test("page M1 the colours somebody chose stay chosen", async ({ page }) => {
    await signInAs(page, "mina");
    await page.goto("/account");
    await page.getByRole("button", { name: /^Your menu/ }).click();
    await page.locator("label").filter({ hasText: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.goto("/account/invoices");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});

test.describe("page M7 invoices", () => {
  test("page M7 the list, the invoice and its PDF say the same", async ({ page }) => {
    await signInAs(page, "leo");
    const { id, number } = await readBrightbarnInvoice();
    await page.goto("/account/invoices");
    const row = page.getByTestId(`row-${id}`);
    await expect(row.getByTestId("status")).toHaveAttribute("data-status", "paid");
    await expectMoney(row.locator("data.money"), 31_416);
    await expectMoney(page.getByTestId("amt-total"), 31_416);
    await row.getByRole("link", { name: number, exact: true }).click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText(number);
    const main = page.getByRole("main");
    for (const text of [
      "Alderpost Ireland Ltd",
      "Brightbarn GmbH",
      "Lindenstraße 48",
      "1 Nov 2026",
      "Visa ending 4242",
    ]) {
      await expect(main).toContainText(text);
    }
    for (const minor of [26_400, 5016, 31_416]) {
      await expect(main.locator(`data.money[value="${minor}"]`).filter({ visible: true }).first()).toBeVisible();
    }

    const pdf = await downloadPdf(page, `/account/invoices/${id}/pdf`);
    expect(pdf.fileName).toBe(`Alderpost-${number}.pdf`);
    for (const text of [number, "264.00", "50.16", "314.16", "19 %", "Brightbarn GmbH", "Alderpost Ireland Ltd"]) {
      expect(pdf.text).toContain(text);
    }
    expect(pdf.text).toMatch(/\bIE\d{7}[A-Z]{1,2}\b/);
  });

  test("page M7 the working of a line is one press away", async ({ page }) => {
    await signInAs(page, "mina");
    const { id } = await readBrightbarnInvoice();
    await page.goto(`/account/invoices/${id}`);
    await page.getByText("How this is worked out").first().click();
    const main = page.getByRole("main");
    await expect(main.locator("dl").filter({ hasText: "seats" }).filter({ hasText: "€264.00" }).first()).toBeVisible();
  });

  test("page M7 the search is in the address, survives a reload and can be cleared", async ({ page }) => {
    await signInAs(page, "mina");
    const { id, number } = await readBrightbarnInvoice();
    await page.goto("/account/invoices");
    await page.getByRole("textbox", { name: "Number or amount" }).fill("314.16");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=314\.16/);
    await expect(page.getByTestId(`row-${id}`)).toBeVisible();
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Number or amount" })).toHaveValue("314.16");
    await page.goto(`/account/invoices?q=${number.slice(-7)}`);
    await expect(page.getByTestId(`row-${id}`)).toBeVisible();
    await page.goto("/account/invoices?q=nothing");
    await expect(page.getByRole("main")).toHaveAttribute("data-state", "empty");
    await page.getByRole("link", { name: "Show all invoices" }).click();
    await expect(page).toHaveURL(`${origin}/account/invoices`);
    await expect(page.getByTestId(`row-${id}`)).toBeVisible();
  });

  test("page M7.2 page M7.3 page M7.4 a year, its CSV and a ZIP of what is selected say what the list says", async ({
    page,
  }) => {
    await signInAs(page, "mina");
    const { id, number } = await readBrightbarnInvoice();
    await page.goto("/account/invoices?year=2026&page=99");
    const total = await page.getByTestId("amt-total").getAttribute("value");
    const csv = await (await page.request.get("/account/invoices/csv?year=2026")).text();
    const cents = csv
      .trim()
      .split("\r\n")
      .slice(1)
      .map((row) => Number(row.split(",")[8]?.replace(".", "")));
    expect(String(cents.reduce((sum, minor) => sum + minor, 0))).toBe(total);
    await page.getByRole("button", { name: "Download as ZIP" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Select at least one invoice");
    await page.getByRole("checkbox", { name: `Select ${number}` }).check();
    await expect(page.getByRole("main").getByRole("status")).toHaveText("1 selected");
    const begun = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as ZIP" }).click();
    const zip = await readFile(await (await begun).path());
    expect(zip.subarray(0, 2).toString()).toBe("PK");
    expect(zip.toString("latin1")).toContain(`Alderpost-${number}.pdf`);
    await page.goto("/account/invoices?year=2019");
    await page.reload();
    await expect(page.getByRole("main")).toHaveAttribute("data-state", "empty");
    await page.getByRole("link", { name: "2026" }).click();
    await expect(page.getByTestId(`row-${id}`)).toBeVisible();
    const foreign = `/account/invoices/archive?invoice=${id}&invoice=${await readStrangersInvoice()}`;
    expect((await page.request.get(foreign)).status()).toBe(404);
  });

  test("fault T53 somebody else's invoice is not there, nor is its PDF", async ({ page, allowErrors }) => {
    allowErrors(/404/);
    await signInAs(page, "mina");
    const id = await readStrangersInvoice();
    for (const path of [`/account/invoices/${id}`, "/account/invoices/inv_unknown"]) {
      const response = await page.goto(path);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no page here");
      expect((await page.request.get(`${path}/pdf`)).status()).toBe(404);
    }
  });

  test("check G7 a member gets neither list nor PDF, staff no account pages", async ({
    page,
    openBrowser,
    allowErrors,
  }) => {
    allowErrors(/403/);
    const { id } = await readBrightbarnInvoice();
    await signInAs(page, "ana");
    expect((await page.request.get(`/account/invoices/${id}/pdf`)).status()).toBe(403);
    const staff = await openBrowser();
    await signInAs(staff.context, "sam");
    expect((await staff.page.goto("/account"))?.status()).toBe(403);
    await expect(staff.page.getByRole("main")).toContainText(
      "You need to belong to this account. Its owner can invite you.",
    );
  });
});
