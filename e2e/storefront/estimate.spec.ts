import { expectMoney } from "../fixtures/amounts";
import { planOf } from "../fixtures/price-list";
import { expect, test } from "../fixtures/test";

const flow = (used: string, choice: Readonly<Record<string, string>> = {}): string =>
  `/products/flow?${new URLSearchParams({ country: "US", buyer: "business", used, ...choice })}`;

test.describe("page P3 the estimator", () => {
  test("page P3.1 journey J08 Flow Starter with 47,350 runs is 463.80, and Growth at 367.80 is recommended", async ({
    page,
  }) => {
    await page.goto(flow("47,350"));
    const starter = planOf(page, "flow-starter");
    await expectMoney(starter.getByTestId("amt-fee"), 2900, "USD");
    await expectMoney(starter.getByTestId("amt-usage"), 43_480, "USD");
    await expectMoney(starter.getByTestId("amt-net"), 46_380, "USD");
    await expect(starter).toContainText("18,000 × $0.012 = $216.00");
    await expect(starter).toContainText("27,350 × $0.008 = $218.80");
    const growth = planOf(page, "flow-growth");
    await expectMoney(growth.getByTestId("amt-net"), 36_780, "USD");
    await expect(growth).toContainText("Lowest for this use");
    const answer = page.getByRole("status").filter({ hasText: "Growth costs least: $367.80 a month" });
    await expect(answer).toContainText("with 47,350 runs each month.");
    await expect(page.getByRole("main")).toContainText("That is $96.00 less than Starter.");
  });

  test("page P3.2 the estimate leads to the order whose next invoice it is", async ({ page }) => {
    await page.goto(flow("47350", { country: "DE" }));
    const starter = planOf(page, "flow-starter");
    // What the checkout says a run costs is what the estimate multiplied by.
    await expect(starter).toContainText("27,350 × €0.0075 = €205.125");
    await starter.getByRole("button", { name: "Choose Starter" }).click();
    await page.waitForURL(/\/checkout\/odr_/);
    await expect(page.getByRole("main")).toContainText("20,001 to 200,000: €0.0075 each");
    await expectMoney(page.getByTestId("amt-total"), 3213);
  });

  test("page P3.3 each side of a bound is priced by its own range", async ({ page }) => {
    for (const [runs, net] of [
      ["2000", 2900],
      ["2001", 2901],
      ["20000", 24_500],
      ["20001", 24_501],
    ] as const) {
      await page.goto(flow(runs));
      await expectMoney(planOf(page, "flow-starter").getByTestId("amt-net"), net, "USD");
    }
  });

  test("page P3.4 everything is set by keyboard, and the address is the estimate", async ({ page, openBrowser }) => {
    await page.goto(flow(""));
    await page.getByRole("link", { name: "See plans and add-ons" }).waitFor();
    const runs = page.getByRole("textbox", { name: "Runs a month" });
    await runs.focus();
    await page.keyboard.type("47k", { delay: 60 });
    await expectMoney(planOf(page, "flow-growth").getByTestId("amt-net"), 36_500, "USD");
    await expect(runs).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    // Twelve times 216.00 of use, and ten times 149.00.
    await expectMoney(planOf(page, "flow-growth").getByTestId("amt-net"), 408_200, "USD");
    const there = await openBrowser({ locale: "ja-JP" });
    await there.page.goto(page.url());
    await expectMoney(planOf(there.page, "flow-growth").getByTestId("amt-net"), 408_200, "USD");
  });

  test("page P3 what cannot be read says how to write it, and keeps what was typed", async ({ page }) => {
    await page.goto(flow("many"));
    await expect(page.getByRole("textbox", { name: "Runs a month" })).toHaveValue("many");
    await expect(page.getByRole("main")).toContainText("Write it like 47,350, 47.350 or 47k.");
    await expect(page.getByTestId("amt-net")).toHaveCount(0);
  });

  test("page P3 beyond the price list a quote is offered with the number in it", async ({ page }) => {
    await page.goto(flow("60000000"));
    const quote = page.getByRole("link", { name: "Ask for a quote" });
    await expect(quote).toHaveAttribute("href", /subject=Quote%3A%20Flow%2C%2060000000%20a%20month/);
    await expect(page.getByTestId("amt-net")).toHaveCount(0);
  });

  test("page P3 a person reads the total with tax first, a business the one without", async ({ page }) => {
    // 430.13 and 19 %.
    await page.goto(flow("47350", { country: "DE", buyer: "personal" }));
    const starter = planOf(page, "flow-starter");
    await expectMoney(starter.locator("data.total"), 51_185);
    await expect(starter).toContainText("a month, incl. 19 % VAT");
    await page.getByRole("radio", { name: "Business" }).check({ force: true });
    await expectMoney(starter.locator("data.total"), 43_013);
    await expect(starter).toContainText("€511.85 incl. 19 % VAT");
  });

  test("page P3 a product that is not sold is not found", async ({ page }) => {
    const response = await page.request.get("/products/teapot");
    expect(response.status()).toBe(404);
  });

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test("page P3 the server works out what the form says", async ({ page }) => {
      await page.goto("/products/sign?country=GB&buyer=business");
      await page.getByRole("spinbutton", { name: "Seats" }).fill("3");
      await page.getByRole("textbox", { name: "Envelopes a month" }).fill("35");
      await page.getByRole("button", { name: "Update prices" }).click();
      // 3 × 15.00 and 25 × 0.95.
      await expectMoney(planOf(page, "sign-essentials").getByTestId("amt-net"), 6875, "GBP");
      await expectMoney(planOf(page, "sign-pro").getByTestId("amt-net"), 9300, "GBP");
    });
  });
});
