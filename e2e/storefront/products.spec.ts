import type { Page } from "@playwright/test";
import { expectMoney } from "../fixtures/amounts";
import { cards, expectPaid, payWithCard } from "../fixtures/card";
import { emailField, newEmail } from "../fixtures/checkout";
import { planOf } from "../fixtures/price-list";
import { expect, test } from "../fixtures/test";

const listOf = (product: string, choice: Readonly<Record<string, string>> = {}): string =>
  `/pricing?${new URLSearchParams({ product, country: "DE", buyer: "business", ...choice })}`;

const choose = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("button", { name: `Choose ${name}`, exact: true }).click();
  await page.waitForURL(/\/checkout\/odr_\w+$/);
};

test.describe("page P2 pricing of the other products", () => {
  test("page P2 each product has a list of its own, and the choice goes along", async ({ page }) => {
    await page.goto("/pricing?country=DE&buyer=business&seats=3");
    const products = page.getByRole("navigation", { name: "Products" });
    await expect(products.getByRole("link")).toHaveText(["Desk", "Flow", "Sign", "Insights"]);
    await products.getByRole("link", { name: "Sign" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign pricing");
    await expectMoney(planOf(page, "sign-essentials").getByTestId("amt-net"), 5400);
    await expectMoney(planOf(page, "sign-pro").getByTestId("amt-net"), 10_800);
    await products.getByRole("link", { name: "Flow" }).click();
    await expectMoney(planOf(page, "flow-starter").getByTestId("amt-net"), 2700);
    await expect(planOf(page, "flow-starter")).toContainText("2,001 to 20,000: €0.011 each");
    await expect(page.getByRole("spinbutton")).toHaveCount(0);
    await products.getByRole("link", { name: "Insights" }).click();
    await page.getByRole("spinbutton", { name: "Viewers" }).fill("11");
    await expectMoney(planOf(page, "insights").getByTestId("amt-net"), 18_500);
    await expect(planOf(page, "insights")).toContainText("Up to 25 viewers");
  });

  test("page P6 add-ons go with the plan in one order, each in its own quantity", async ({ page }) => {
    await page.goto(listOf("desk", { seats: "12" }));
    await page.getByRole("checkbox", { name: "SSO and audit log" }).check();
    await page.getByRole("checkbox", { name: "Sandbox workspace" }).check();
    await page.getByRole("checkbox", { name: "Extra storage" }).check();
    await page.getByRole("combobox", { name: "How much Extra storage" }).selectOption("300");
    await expect(page).toHaveURL(/gb=300/);
    await choose(page, "Team");
    const review = page.getByRole("main");
    await expect(review).toContainText("SSO and audit log, 12 seats × €7.50");
    await expect(review).toContainText("Extra storage in GB: 300");
    // 396.00 + 90.00 + 15.00 + 45.00, and 19 %.
    await expectMoney(page.getByTestId("amt-total"), 64_974);
    await page.getByRole("link", { name: "Change" }).click();
    await expect(page.getByRole("checkbox", { name: "SSO and audit log" })).toBeChecked();
    await expect(page.getByRole("combobox", { name: "How much Extra storage" })).toHaveValue("300");
  });

  test("page P8 Flow is bought for its fee, and the checkout says what runs will cost", async ({ page }) => {
    await page.goto(listOf("flow", { buyer: "personal" }));
    await choose(page, "Starter");
    await expect(page.getByRole("main")).toContainText("20,001 to 200,000: €0.0075 each");
    await expectMoney(page.getByTestId("amt-total"), 3213);
    await emailField(page).fill(newEmail("flow"));
    await payWithCard(page, cards.pays);
    await expectPaid(page);
    await expect(page.getByRole("main")).toContainText("Flow Starter is ready for you.");
  });
});
