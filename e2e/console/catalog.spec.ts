import type { Locator, Page } from "@playwright/test";
import { expectMoney } from "../fixtures/amounts";
import { planOf } from "../fixtures/price-list";
import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";

const rowOf = (page: Page, key: string): Locator => page.getByTestId(`row-${key}`);

/** What a plan's card says, row by row, without the button that chooses it. */
const sayingsOf = (card: Locator): Promise<string[]> =>
  card.evaluate((element) =>
    [...element.children]
      .filter((row) => row instanceof HTMLElement && !row.matches("form, a"))
      .map((row) => (row as HTMLElement).innerText.replaceAll(/\s+/g, " ").trim()),
  );

/** The amount that the example comes to in a currency, for an interval. */
const amountIn = (page: Page, charge: string, term: string, currency: string): Locator =>
  page
    .getByRole("region", { name: `Prices of ${charge}` })
    .locator(`[data-term=${term}]`)
    .getByTestId(`amt-${currency}`);

test("page D1 the catalog is found by plan, product and charge, and its address says what is shown", async ({
  page,
}) => {
  await signInAs(page, "rosa");
  await page.goto("/console");
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Selling" }).click();
  await page.waitForURL("**/console/catalog");
  await expect(page.getByRole("main")).toHaveAttribute("data-state", "ready");
  await expect(rowOf(page, "desk-team")).toContainText("€33.00 each a month");
  await expect(rowOf(page, "desk-team")).toContainText("v2 of 2");
  await expect(rowOf(page, "desk-team").getByTestId("status")).toHaveAttribute("data-status", "on_sale");

  await page.getByRole("navigation", { name: "Prices in" }).getByRole("link", { name: /^JPY/ }).click();
  await expect(page).toHaveURL(/ccy=JPY/);
  await expect(rowOf(page, "desk-team")).toContainText("¥5,200 each a month");
  await expect(rowOf(page, "eu-data-residency")).toContainText("Not sold in JPY");

  await page.getByRole("textbox", { name: "Plan, product or charge" }).fill("envelopes");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=envelopes/);
  await expect(rowOf(page, "desk-team")).toHaveCount(0);
  await expect(page.locator("[data-list-link]")).toHaveText(["Essentials", "Pro"]);
  await page
    .getByRole("navigation", { name: "Kind" })
    .getByRole("link", { name: /^Add-ons/ })
    .click();
  await expect(page.getByRole("main")).toHaveAttribute("data-state", "empty");
  await page.getByRole("link", { name: "Clear filters" }).first().click();
  await page.getByRole("navigation", { name: "Product" }).getByRole("link", { name: /^Flow/ }).click();
  await rowOf(page, "flow-growth").getByRole("link").click();
  await page.waitForURL(/\/console\/catalog\/flow-growth\?ccy=JPY$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Flow Growth");
});

test("page D1 a price is worked out for any number, at every price and step by step", async ({ page }) => {
  await signInAs(page, "nadia");
  await page.goto("/console/catalog/flow-starter?ccy=USD&used.runs=47,350");
  const total = page.getByRole("status").filter({ hasText: "Together" });
  // 29.00 + 18,000 × 0.012 + 27,350 × 0.008.
  await expectMoney(total.getByTestId("amt-net"), 46_380, "USD");
  const working = page.getByRole("region", { name: "Working of Flow runs" });
  await expect(working).toContainText("US$434.80 a month for 47,350: each range at its own price.");
  await expect(working.getByRole("row", { name: /^2,001 to 20,000/ })).toHaveText(
    "2,001 to 20,00018,000US$0.012 eachUS$216.00",
  );
  await expectMoney(working.getByTestId("amt-worked-runs"), 43_480, "USD");
  // In euros 18,000 × 0.011 + 27,350 × 0.0075 = 403.125, which the line rounds.
  await expectMoney(amountIn(page, "Flow runs", "month", "EUR"), 40_313);
  // Ranges are twelve times as wide in a year: 23,350 × 0.012.
  await expectMoney(amountIn(page, "Flow runs", "year", "USD"), 28_020, "USD");

  await page.getByRole("link", { name: "Work out €403.13 step by step" }).click();
  await expect(page).toHaveURL(/ccy=EUR/);
  await expect(working).toContainText("Exactly €403.125, rounded once, half away from zero.");
  const runs = page.getByRole("textbox", { name: "Flow runs" });
  await expect(runs).toHaveValue("47,350");
  await runs.fill("many");
  await expect(page.getByText("Write a whole number, such as 47,350.")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Nothing is worked out." })).toBeVisible();
  await runs.fill("2001");
  await expect(page).toHaveURL(/used\.runs=2001/);
  await expectMoney(working.getByTestId("amt-worked-runs"), 1);
});

test("page D1 steps, packages and seats are worked out by their own rules, within what is sold", async ({ page }) => {
  await signInAs(page, "beth");
  await page.goto("/console/catalog/insights?ccy=GBP&quantity=11");
  await expectMoney(amountIn(page, "Insights viewers", "month", "GBP"), 15_900, "GBP");
  await expect(page.getByRole("region", { name: "Working of Insights viewers" })).toContainText(
    "£159.00 a month for 11: the price of the range they reach, 11 to 25.",
  );
  await page.goto("/console/catalog/extra-storage?ccy=EUR&quantity=250&term=year");
  await expect(page.getByRole("region", { name: /^Working of Extra storage/ })).toContainText(
    "€150.00 a year for 250 in packages of 100: 3 × €50.00, a begun one in full.",
  );
  await page.goto("/console/catalog/desk-starter?quantity=6");
  await expect(page.getByText("Starter is sold from 1 to 5 at once.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Quantity" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByTestId("amt-net")).toHaveCount(0);
  await expect(page.getByRole("region", { name: /^Working/ })).toHaveCount(0);
});

test("page D1 the quantity is changed without scripts too", async ({ openBrowser }) => {
  const { page } = await openBrowser({ javaScriptEnabled: false });
  await signInAs(page, "sam");
  await page.goto("/console/catalog/desk-team?ccy=EUR");
  await page.getByRole("textbox", { name: "Quantity" }).fill("12");
  await page.getByRole("combobox", { name: "Billed" }).selectOption("year");
  await page.getByRole("button", { name: "Work it out" }).click();
  await expect(page).toHaveURL(/quantity=12/);
  // Twelve seats at ten months of 33.00.
  await expectMoney(page.getByRole("status").getByTestId("amt-net"), 396_000);
});

test("page D1 versions stand beside each other with what the newer one changes", async ({ page, allowErrors }) => {
  allowErrors(/404/);
  await signInAs(page, "claire");
  await page.goto("/console/catalog/desk-team?quantity=2");
  const differences = page.getByRole("region", { name: /^What v2 changes from v1/ });
  await expect(differences.getByRole("row", { name: /^Desk Team, EUR, every month/ })).toHaveText(
    "Desk Team, EUR, every month€27.00 each€33.00 each",
  );
  await expect(differences.getByRole("row", { name: /^Desk Team, JPY, every year/ })).toHaveText(
    "Desk Team, JPY, every year–¥52,000 each",
  );
  await page.getByTestId("row-v1").getByRole("link", { name: "v1" }).click();
  await expect(page).toHaveURL(/version=1/);
  await expect(page.getByTestId("status").first()).toHaveAttribute("data-status", "off_sale");
  await expectMoney(amountIn(page, "Desk Team", "month", "EUR"), 5400);
  await expect(page.getByRole("complementary", { name: "On the price list" })).toContainText(
    "This version is not on the price list.",
  );
  await page.goto("/console/catalog/desk-nothing");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/not|no/i);
});

const cards = [
  { plan: "desk-team", address: "ccy=EUR&quantity=8", first: "Team" },
  { plan: "desk-team", address: "ccy=GBP&quantity=8&term=year", first: "Team" },
  { plan: "desk-free", address: "ccy=JPY", first: "Free" },
  { plan: "flow-starter", address: "ccy=USD&term=year", first: "Starter" },
  { plan: "insights", address: "ccy=USD&quantity=26", first: "Insights" },
] as const;

for (const { plan, address, first } of cards) {
  test(`page D1.3 the card of ${plan} with ${address} is what the price list renders`, async ({ page }) => {
    await signInAs(page, "nadia");
    await page.goto(`/console/catalog/${plan}?${address}`);
    const shown = await sayingsOf(page.getByTestId("offer"));
    expect(shown.length).toBeGreaterThan(4);
    expect(shown[0]).toMatch(new RegExp(`^${first}`));
    await page.getByRole("link", { name: "Open the price list" }).click();
    await page.waitForURL(/\/pricing\?/);
    expect(await sayingsOf(planOf(page, plan))).toEqual(shown);
  });
}
