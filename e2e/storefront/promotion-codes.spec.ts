import type { Page } from "@playwright/test";
import { expectMoney } from "../fixtures/amounts";
import { cards, expectPaid, payWithCard } from "../fixtures/card";
import { emailField, newEmail, openCheckout } from "../fixtures/checkout";
import { database, readInvoiceOfOrder } from "../fixtures/database";
import { readMail } from "../fixtures/mails";
import { downloadPdf } from "../fixtures/pdf";
import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";

const eightSeats = { seats: 8, buyer: "business" } as const;

const codeField = (page: Page) => page.getByRole("textbox", { name: "Promotion code" });

const applyCode = async (page: Page, code: string): Promise<void> => {
  if (!(await codeField(page).isVisible())) await page.getByText("Have a code?").click();
  await codeField(page).fill(code);
  await page.getByRole("button", { name: "Apply" }).click();
};

/** A code of one use, at the seller of euros. */
const makeCode = async (key: string): Promise<void> => {
  await database()`
    insert into coupons (id, seller_id, key, kind, value, is_code, uses_max, created_at)
    select 'cpn_' || ${key}::text, id, ${key}, 'percent', 10, true, 1, now() from sellers where key = 'ireland'`;
};

test.describe("page P6 promotion codes", () => {
  test("page P6.6 WELCOME20 shows what it takes off and the date it ends, and can be removed", async ({ page }) => {
    await openCheckout(page, eightSeats);
    await expect(codeField(page)).toBeHidden();
    await emailField(page).fill("ana@tulpe.example");
    await applyCode(page, "welcome20");
    await expectMoney(page.getByTestId("amt-discount"), -5280);
    const main = page.getByRole("main");
    await expect(main).toContainText("WELCOME20, 20 % off until 15 Feb 2027");
    // 211.20 and 19 %.
    await expectMoney(page.getByTestId("amt-total"), 25_133);
    await expect(main).toContainText("From 16 Feb 2027 it is €314.16.");
    await expect(emailField(page)).toHaveValue("ana@tulpe.example");
    await page.getByRole("button", { name: "Remove WELCOME20" }).click();
    await expectMoney(page.getByTestId("amt-total"), 31_416);
    await expect(page.getByTestId("amt-discount")).toHaveCount(0);
  });

  test("page P6.6 SUMMER26 is refused with the day it ended, and what was typed stays", async ({
    page,
    allowErrors,
  }) => {
    allowErrors(/400/);
    await openCheckout(page);
    await applyCode(page, "SUMMER26");
    await expect(page.getByText("SUMMER26 ended on 31 Aug 2026.")).toBeVisible();
    await expect(codeField(page)).toHaveValue("SUMMER26");
    await expect(codeField(page)).toBeFocused();
    await expect(codeField(page)).toHaveAttribute("aria-invalid", "true");
    await expectMoney(page.getByTestId("amt-total"), 3927);
    await codeField(page).fill("SOMMER");
    await page.keyboard.press("Enter");
    await expect(page.getByText("There is no code SOMMER. Check how it is written.")).toBeVisible();
    await expect(page).toHaveURL(/\/checkout\/odr_\w+$/);
  });

  test("page P6.6 who is signed in and has bought before is told that it is for new customers", async ({
    page,
    allowErrors,
  }) => {
    allowErrors(/400/);
    await signInAs(page, "mina");
    await openCheckout(page);
    await applyCode(page, "WELCOME20");
    await expect(page.getByText("WELCOME20 is for new customers.")).toBeVisible();
  });

  test("page P6.6 the amount is the same on the order, the invoice, its PDF and the mail", async ({ page }) => {
    const email = newEmail("code");
    await openCheckout(page);
    await applyCode(page, "WELCOME20");
    // 26.40 and 19 %.
    await expectMoney(page.getByTestId("amt-total"), 3142);
    await emailField(page).fill(email);
    await payWithCard(page, cards.pays);
    const orderId = await expectPaid(page);
    await expectMoney(page.getByTestId("amt-total"), 3142);
    expect(await readInvoiceOfOrder(orderId)).toMatchObject({ total_minor: 3142n, balance_minor: 0n });
    await expect(page.getByRole("main")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
    const { text } = await downloadPdf(page, `/welcome/${orderId}/invoice.pdf`);
    expect(text).toContain("20 % off: −€6.60");
    expect(text).toContain("€31.42");
    const mail = await readMail({ to: email, kind: "order_confirmation" });
    expect(mail.text).toMatch(/20\s%\soff: −€6\.60/);
    expect(mail.text).toContain("€31.42");
    const [use] = await database()`
      select coupons.key from coupon_uses join coupons on coupons.id = coupon_id where order_id = ${orderId}`;
    expect(use?.key).toBe("WELCOME20");
  });

  test("page P6 a code used up a moment ago is told before anything is charged", async ({
    page,
    openBrowser,
    allowErrors,
  }) => {
    allowErrors(/409/);
    const key = `ONCE${Date.now()}`;
    await makeCode(key);
    await openCheckout(page);
    await applyCode(page, key);
    await expectMoney(page.getByTestId("amt-total"), 3534);
    const other = await openBrowser();
    await openCheckout(other.page);
    await applyCode(other.page, key);
    await expectMoney(other.page.getByTestId("amt-total"), 3534);
    await emailField(other.page).fill(newEmail("first"));
    await payWithCard(other.page, cards.pays);
    await expectPaid(other.page);

    const email = newEmail("second");
    await emailField(page).fill(email);
    await payWithCard(page, cards.pays);
    const said = `${key} has been used as often as it can be. You have not been charged.`;
    await expect(page.getByText(said).first()).toBeVisible();
    const [written] = await database()`select count(*)::int as rows from contacts where email = ${email}`;
    expect(written?.rows).toBe(0);
    await page.reload();
    await expect(page.getByRole("alert").filter({ hasText: "It is no longer taken off." })).toBeVisible();
    await page.getByRole("button", { name: `Remove ${key}` }).click();
    await expectMoney(page.getByTestId("amt-total"), 3927);
  });

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test("page P6.6 a code is applied, refused and removed by the form alone", async ({ page }) => {
      await page.goto("/pricing?country=DE");
      await page.getByRole("button", { name: "Choose Team" }).click();
      await emailField(page).fill("plain@tulpe.example");
      await applyCode(page, "SUMMER26");
      await expect(page.getByText("SUMMER26 ended on 31 Aug 2026.")).toBeVisible();
      await expect(codeField(page)).toHaveValue("SUMMER26");
      await applyCode(page, "WELCOME20");
      await expectMoney(page.getByTestId("amt-total"), 3142);
      await expect(emailField(page)).toHaveValue("plain@tulpe.example");
      await page.getByRole("button", { name: "Remove WELCOME20" }).click();
      await expectMoney(page.getByTestId("amt-total"), 3927);
    });
  });
});
