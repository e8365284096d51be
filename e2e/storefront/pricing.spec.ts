import type { Page } from "@playwright/test";
import { expectMoney } from "../fixtures/amounts";
import { pricingUrl } from "../fixtures/checkout";
import { places, planOf } from "../fixtures/price-list";
import { expect, test } from "../fixtures/test";

/** Every amount on the page with its currency, in the page's order. */
const amountsOf = (page: Page): Promise<string[]> =>
  page
    .locator("main data.money")
    .evaluateAll((all) => all.map((one) => `${one.getAttribute("value")} ${one.getAttribute("data-ccy")}`));

test.describe("page P2 pricing", () => {
  const eightSeats = pricingUrl({ seats: 8, buyer: "business" });

  test("page P2.1 eight seats of Team for a German business", async ({ page }) => {
    await page.goto(eightSeats);
    const team = planOf(page, "desk-team");
    await expectMoney(team.getByTestId("amt-net"), 26_400);
    await expectMoney(team.getByTestId("amt-total"), 31_416);
    await expect(team).toContainText("€264.00");
    await expect(team).toContainText("excl. VAT");
    await expect(team).toContainText("€314.16 incl. 19 % VAT");
    await expect(team).toContainText("8 seats × €33.00");
  });

  test("page P2.2 yearly says what is due today and what is saved", async ({ page }) => {
    await page.goto(eightSeats);
    await page.getByRole("radio", { name: "Yearly" }).check({ force: true });
    const team = planOf(page, "desk-team");
    await expectMoney(team.getByTestId("amt-net"), 264_000);
    await expectMoney(team.getByTestId("amt-total"), 314_160);
    await expectMoney(team.getByTestId("amt-saved"), 52_800);
    await expect(team).toContainText("€2,640.00 today");
    await expect(team).toContainText("You save €528.00.");
    await expect(page).toHaveURL(/term=year/);
  });

  for (const { width, height } of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    test(`page P2.3 the total with tax is in view beside the plan's button at ${width}x${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.goto(eightSeats);
      const team = planOf(page, "desk-team");
      await team.getByRole("button", { name: "Choose Team" }).focus();
      await expect(team.getByTestId("amt-total")).toBeInViewport({ ratio: 1 });
    });
  }

  test("page P2.4 a copied link shows the same amounts in a clean browser", async ({ page, context, openBrowser }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(pricingUrl({ seats: 12, country: "GB", buyer: "business", term: "year" }));
    await page.getByRole("checkbox", { name: "Onboarding" }).check();
    await expect(page).toHaveURL(/addOns=onboarding/);
    await page.getByRole("link", { name: "Copy link to this view" }).click();
    await expect(page.getByText("Copied")).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const here = await amountsOf(page);
    expect(here).toContain(`${28 * 12 * 10 * 100} GBP`);

    const there = await openBrowser({ locale: "ja-JP" });
    await there.page.goto(link);
    expect(await amountsOf(there.page)).toEqual(here);
    await expect(there.page.getByRole("checkbox", { name: "Onboarding" })).toBeChecked();
  });

  test("page P2.5 nothing is chosen to our advantage", async ({ page }) => {
    await page.goto("/pricing");
    await expect(page.getByRole("radio", { name: "Monthly" })).toBeChecked();
    await expect(page.getByRole("spinbutton", { name: "Seats" })).toHaveValue("1");
    expect(await page.locator("main input[type=checkbox]:checked").count()).toBe(0);
    expect(await page.getByRole("checkbox").count()).toBeGreaterThanOrEqual(2);
  });

  test("page P2.6 the comparison is a table with headers for rows and columns", async ({ page }) => {
    await page.goto("/pricing?country=DE");
    const table = page.getByRole("table", { name: "Compare the plans" });
    for (const name of ["Free", "Starter", "Team", "Business"]) {
      await expect(table.getByRole("columnheader", { name: new RegExp(`^${name}`) })).toHaveAttribute("scope", "col");
    }
    const rows = table.locator("tbody tr:has(td)");
    expect(await rows.count()).toBeGreaterThan(10);
    for (const row of await rows.all()) {
      await expect(row.locator("th[scope=row]")).toHaveCount(1);
      await expect(row.locator("td")).toHaveCount(4);
    }
    const all = await rows.filter({ visible: true }).count();
    await page.getByRole("switch", { name: "Show differences only" }).check({ force: true });
    expect(await rows.filter({ visible: true }).count()).toBeLessThan(all);
  });

  test("page P2.7 Choose carries the exact configuration to the checkout", async ({ page }) => {
    await page.goto(pricingUrl({ seats: 8, buyer: "business", term: "year" }));
    await page.getByRole("button", { name: "Choose Business" }).click();
    await page.waitForURL(/\/checkout\/odr_/);
    await expectMoney(page.getByTestId("amt-total"), Math.round(65 * 8 * 10 * 119));
    await expect(page.getByRole("radio", { name: "A business" })).toBeChecked();
    await expect(page.getByRole("combobox", { name: "Country" })).toHaveValue("DE");
  });

  test("page P2 what is not sold in a currency says so and leads to one that is", async ({ page }) => {
    await page.goto("/pricing?country=DE&ccy=CHF");
    const team = planOf(page, "desk-team");
    await expect(team).toContainText("Not sold in CHF");
    await expect(team.locator("data.money")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Choose/ })).toHaveCount(0);
    await team.getByRole("link", { name: "See it in EUR" }).click();
    await expectMoney(team.getByTestId("amt-total"), 3927);
    await expect(page).toHaveURL(/ccy=EUR/);
  });

  test("page P2 a mailed link that has expired says so, and that nothing was charged", async ({ page }) => {
    await page.goto("/checkout/odr_unknown/resume?token=nothing");
    await expect(page).toHaveURL(/\/pricing\?problem=link_expired/);
    const notice = page.getByRole("main").getByRole("alert");
    await expect(notice).toContainText("This link has expired");
    await expect(notice).toContainText("You have not been charged.");
  });

  test("check G5 every amount names its currency, and yen have no decimals", async ({ page }) => {
    for (const { country, currency } of places) {
      await page.goto(`/pricing?country=${country}&seats=3`);
      const amounts = await page
        .locator("data.money")
        .evaluateAll((all) => all.map((one) => [one.getAttribute("data-ccy"), one.textContent ?? ""]));
      expect(amounts.length).toBeGreaterThan(5);
      for (const [code, text = ""] of amounts) {
        expect(code).toBe(currency);
        expect(text).toMatch(currency === "JPY" ? /^¥[\d,]+$/ : /^(US\$|[€£$])[\d,]+\.\d\d$/);
      }
    }
  });

  test("check G1 reload and Back keep the configuration", async ({ page }) => {
    await page.goto(pricingUrl({ seats: 8, buyer: "business" }));
    const before = await amountsOf(page);
    await page.reload();
    expect(await amountsOf(page)).toEqual(before);
    await page.getByRole("button", { name: "Choose Team" }).click();
    await page.waitForURL(/\/checkout\/odr_/);
    await page.goBack();
    await expect(page.getByRole("main")).toHaveAttribute("data-page", "P2");
    expect(await amountsOf(page)).toEqual(before);
    await page.goForward();
    await expectMoney(page.getByTestId("amt-total"), 31_416);
  });

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test("page P2 the server works out what the form says", async ({ page }) => {
      await page.goto("/pricing?country=DE");
      await page.getByRole("spinbutton", { name: "Seats" }).fill("7");
      await page.getByRole("radio", { name: "Business" }).check({ force: true });
      await page.getByRole("button", { name: "Update prices" }).first().click();
      await page.getByRole("button", { name: "One seat more" }).click();
      const team = planOf(page, "desk-team");
      await expectMoney(team.getByTestId("amt-net"), 26_400);
      await expectMoney(team.getByTestId("amt-total"), 31_416);
      await page.getByRole("checkbox", { name: "EU data residency" }).check();
      await page.getByRole("button", { name: "Update prices" }).last().click();
      await team.getByRole("button", { name: "Choose Team" }).click();
      await expect(page).toHaveURL(/\/checkout\/odr_/);
      await expectMoney(page.getByTestId("amt-total"), Math.round((8 * 33 + 110) * 119));
    });
  });
});
