import { expectMoney } from "../fixtures/amounts";
import { expectPaid, payButton } from "../fixtures/card";
import { emailField, newEmail } from "../fixtures/checkout";
import { readInvoiceOfOrder } from "../fixtures/database";
import { expect, test } from "../fixtures/test";

test.describe("page P6 without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("page P6 the gateway's own page takes the card and leads to the welcome page", async ({ page }) => {
    const email = newEmail("plain");
    await page.goto("/pricing?country=DE");
    await page.getByRole("button", { name: "Choose Team" }).click();
    await expect(page).toHaveURL(/\/checkout\/odr_/);
    await expectMoney(page.getByTestId("amt-total"), 3927);
    await expect(page.getByText("Your card is asked for on the payment gateway’s own page.")).toBeVisible();
    await emailField(page).fill(email);
    await payButton(page).click();

    await expect(page).toHaveURL(/\/gateway\/pay\//);
    await page.getByRole("textbox", { name: "Card number" }).fill("4000000000009995");
    await page.getByRole("textbox", { name: "Expiry" }).fill("12/30");
    await page.getByRole("textbox", { name: "Security code" }).fill("123");
    await page.getByRole("textbox", { name: "Name on card" }).fill("Jana Brandt");
    await page.getByRole("button", { name: "Pay €39.27 now" }).click();
    await expect(page).toHaveTitle(/^Error: /);

    await page.getByRole("textbox", { name: "Card number" }).fill("4242424242424242");
    await page.getByRole("textbox", { name: "Security code" }).fill("123");
    await page.getByRole("button", { name: "Pay €39.27 now" }).click();
    const orderId = await expectPaid(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Paid €39.27");
    await expect(page.getByRole("main")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
    expect(await readInvoiceOfOrder(orderId)).toMatchObject({ total_minor: 3927n, balance_minor: 0n });
  });

  test("page P6 the server works out the tax of what the form says", async ({ page }) => {
    await page.goto("/pricing?country=DE&buyer=business");
    await page.getByRole("button", { name: "Choose Team" }).click();
    await page.getByRole("textbox", { name: /^VAT id/ }).fill("DE136695976");
    await page.getByRole("button", { name: "Update the total" }).click();
    await expectMoney(page.getByTestId("amt-total"), 3300);
  });
});
