import { expectMoney } from "../fixtures/amounts";
import { cardField, expectPaid, payButton } from "../fixtures/card";
import { emailField, newEmail, openCheckout } from "../fixtures/checkout";
import { readBillTo, readInvoiceOfOrder } from "../fixtures/database";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

test.describe("page P6 what is typed", () => {
  test("page P6.10 every field takes what is pasted", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openCheckout(page, { buyer: "business" });
    const email = newEmail("paste");
    const texts = [
      [emailField(page), email, email],
      [page.getByRole("textbox", { name: "Company" }), "Brightbarn GmbH", "Brightbarn GmbH"],
      [page.getByRole("textbox", { name: /^VAT id/ }), "DE136695976", "DE136695976"],
      [page.getByRole("textbox", { name: "Street and number" }), "Lindenstraße 48", "Lindenstraße 48"],
      [page.getByRole("textbox", { name: "Postcode" }), "10969", "10969"],
      [page.getByRole("textbox", { name: "City" }), "Berlin", "Berlin"],
      [cardField(page, "Card number"), "4242-4242 4242-4242", "4242 4242 4242 4242"],
      [cardField(page, "Expiry"), "12/2030", "12 / 30"],
      [cardField(page, "Security code"), "123", "123"],
      [cardField(page, "Name on card"), "Jana Brandt", "Jana Brandt"],
    ] as const;
    for (const [field, pasted, held] of texts) {
      await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
      await field.click();
      await page.keyboard.press("ControlOrMeta+v");
      await expect(field).toHaveValue(held);
    }
    await expectMoney(page.getByTestId("amt-total"), 3300);
    await payButton(page).click();
    await expectPaid(page);
  });

  const names = [
    { what: "apostrophes and hyphens", name: "Siobhán O'Malley-d’Arcy" },
    { what: "emoji", name: "Kiln 🔥 & Oak 🪵 GmbH" },
    { what: "right to left", name: "شركة الأفق للتقنية" },
    { what: "Japanese", name: "さくら歯科医院 株式会社" },
    { what: "120 characters", name: "Rhein-Main-Donau-".repeat(8).slice(0, 116).concat("GmbH") },
    { what: "markup", name: '<b>Bold & "Sons"</b>' },
  ];

  test("fault T49 companies' names are kept exactly, whatever they are written in", async ({ page, allowErrors }) => {
    // The console shows mails in a frame that runs no scripts.
    allowErrors(/Blocked script execution in 'about:srcdoc'/);
    await signInAs(page, "claire");
    for (const { what, name } of names) {
      const fields = { buyer: "business", company: name, addressLine: "Gasse 1", postcode: "10969", city: "Berlin" };
      const { orderId } = await sell(newEmail("names"), { fields, holder: name });
      expect(await readBillTo(orderId), what).toMatchObject({ name });
      const { account_id } = await readInvoiceOfOrder(orderId);
      await page.goto(`/console/accounts/${account_id}`);
      await expect(page.getByRole("heading", { level: 1 }), what).toHaveText(name);
    }
  });

  test("fault T49 what is typed in a checkout is there again after a reload", async ({ page }) => {
    await openCheckout(page, { buyer: "business" });
    const company = "O'Malley & Söhne 🌲 شركة";
    const email = newEmail("o'malley");
    await emailField(page).fill(email);
    await page.getByRole("textbox", { name: "Company" }).fill(company);
    await page.getByRole("textbox", { name: /^VAT id/ }).fill("DE136695976");
    const saved = page.waitForResponse(/\/details$/);
    await page.getByRole("textbox", { name: "City" }).focus();
    await saved;
    await page.reload();
    await expect(emailField(page)).toHaveValue(email);
    await expect(page.getByRole("textbox", { name: "Company" })).toHaveValue(company);
  });
});
