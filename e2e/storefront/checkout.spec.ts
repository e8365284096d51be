import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { expectMoney, minorOf } from "../fixtures/amounts";
import { cardField, cardFrame, cards, expectPaid, payButton, payWithCard, retype, typeCard } from "../fixtures/card";
import { emailField, newEmail, openCheckout } from "../fixtures/checkout";
import { readBillTo, readInvoiceOfOrder } from "../fixtures/database";
import { downloadPdf } from "../fixtures/pdf";
import { expect, test } from "../fixtures/test";

const bankSaidNo =
  "Your bank declined this. It doesn't tell us why. You have not been charged. Try another card or call your bank.";

const fieldsToFillIn = async (page: Page): Promise<number> =>
  (await page.locator("main").getByRole("textbox").count()) +
  (await page.locator("main").getByRole("combobox").count()) +
  (await cardFrame(page).getByRole("textbox").count());

const companyFields = ["Company", "VAT id (optional)", "Street and number", "Postcode", "City"] as const;

const fillCompany = async (page: Page, company: string): Promise<void> => {
  await page.getByRole("textbox", { name: "Company" }).fill(company);
  await page.getByRole("textbox", { name: "Street and number" }).fill("Lindenstraße 48");
  await page.getByRole("textbox", { name: "Postcode" }).fill("10969");
  await page.getByRole("textbox", { name: "City" }).fill("Berlin");
};

test.describe("page P6 what is asked", () => {
  test("page P6.1 a person in Germany fills in 7 fields at most", async ({ page }) => {
    await openCheckout(page);
    await expect(cardField(page, "Name on card")).toBeVisible();
    expect(await fieldsToFillIn(page)).toBeLessThanOrEqual(7);
  });

  test("page P6.1 a business in the Netherlands fills in 11 fields at most", async ({ page }) => {
    await openCheckout(page, { country: "NL", buyer: "business" });
    await expect(cardField(page, "Name on card")).toBeVisible();
    for (const name of companyFields) await expect(page.getByRole("textbox", { name })).toBeVisible();
    expect(await fieldsToFillIn(page)).toBeLessThanOrEqual(11);
  });

  test("page P6.2 the total stands before the first card field, and is there before it can be used", async ({
    page,
  }) => {
    await openCheckout(page);
    const html = await (await page.request.get(page.url())).text();
    const total = html.indexOf('data-testid="amt-total"');
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(html.indexOf("<iframe"));
    expect(html.slice(total - 200, total + 200)).toContain('value="3927"');
    const isBefore = await page
      .getByTestId("amt-total")
      .evaluate((at) =>
        Boolean(at.compareDocumentPosition(document.querySelector("iframe") ?? at) & Node.DOCUMENT_POSITION_FOLLOWING),
      );
    expect(isBefore).toBe(true);
  });

  test("page P6.11 the button says the amount that is due now", async ({ page }) => {
    await openCheckout(page, { seats: 8, buyer: "business" });
    const dueNow = page.getByTestId("amt-due-now");
    await expectMoney(dueNow, 31_416);
    await expect(payButton(page)).toHaveText(`Pay ${await dueNow.textContent()} now`);
    await page.locator("label").filter({ hasText: "Myself" }).click();
    await page.getByRole("combobox", { name: "Country" }).selectOption("IE");
    await expectMoney(page.getByTestId("amt-total"), 8 * 33 * 123);
    await expect(payButton(page)).toHaveText(`Pay ${await dueNow.textContent()} now`);
    expect(await minorOf(dueNow)).toBe(BigInt(8 * 33 * 123));
  });

  test("page P6 of two changes in quick succession the later one counts", async ({ page }) => {
    await openCheckout(page);
    let sent = 0;
    let answered = 0;
    page.on("response", (response) => {
      if (response.url().endsWith("/details")) answered += 1;
    });
    await page.route(/\/details$/, async (route) => {
      sent += 1;
      // The first one takes the long way.
      if (sent === 1) await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await page.getByRole("combobox", { name: "Country" }).selectOption("FR");
    await page.getByRole("combobox", { name: "Country" }).selectOption("IE");
    await expect.poll(() => answered).toBe(2);
    await expectMoney(page.getByTestId("amt-total"), 33 * 123);
    await page.reload();
    await expectMoney(page.getByTestId("amt-total"), 33 * 123);
    await expect(page.getByRole("combobox", { name: "Country" })).toHaveValue("IE");
  });

  test("page P6.12 nothing is ticked before the buyer ticks it", async ({ page }) => {
    await openCheckout(page);
    expect(await page.locator("input[type=checkbox]:checked").count()).toBe(0);
    expect(await cardFrame(page).locator("input[type=checkbox]").count()).toBe(0);
  });

  test("page P6 signing in instead is offered, and leads back here", async ({ page }) => {
    const id = await openCheckout(page);
    await page.getByRole("link", { name: "Sign in instead" }).click();
    await expect(page.getByRole("main")).toHaveAttribute("data-page", "P9");
    expect(new URL(page.url()).searchParams.get("returnTo")).toBe(`/checkout/${id}`);
  });
});

test.describe("page P6 what goes wrong", () => {
  const declines = [
    {
      id: "page P6.4",
      card: cards.insufficientFunds,
      says: "Your bank says there isn't enough money available. Try another card or another amount. You have not been charged.",
    },
    { id: "page P6.5 do not honor", card: cards.doNotHonor, says: bankSaidNo },
    { id: "page P6.5 lost", card: cards.lost, says: bankSaidNo },
    { id: "page P6.5 stolen", card: cards.stolen, says: bankSaidNo },
    { id: "page P6.5 fraudulent", card: cards.fraudulent, says: bankSaidNo },
    {
      id: "page P6 expired",
      card: cards.expired,
      says: "This card has expired. You have not been charged. Check the date or try another card.",
    },
    {
      id: "page P6 wrong code",
      card: cards.wrongCode,
      says: "Your card's security code was wrong. You have not been charged. Check the 3 digits on the back and try again.",
    },
  ];

  test("page P6.4 page P6.5 each decline is said in its words, everything typed stays, and a good card pays", async ({
    page,
  }) => {
    const email = newEmail();
    await openCheckout(page);
    await emailField(page).fill(email);
    await typeCard(page, cards.pays, { name: "Jana Ó Briain" });
    for (const { id, card, says } of declines) {
      await retype(cardField(page, "Card number"), card);
      await retype(cardField(page, "Security code"), "123");
      await payButton(page).click();
      await expect(cardFrame(page).getByText(says).and(cardFrame(page).locator(":visible")).first(), id).toBeVisible();
      await expect(page, id).toHaveTitle(/^Error: /);
      await expect(emailField(page), id).toHaveValue(email);
      await expect(page.getByRole("combobox", { name: "Country" }), id).toHaveValue("DE");
      await expect(cardField(page, "Name on card"), id).toHaveValue("Jana Ó Briain");
      await expect(cardField(page, "Expiry"), id).toHaveValue("12 / 30");
      await expect(payButton(page), id).toHaveAttribute("aria-busy", "false");
    }
    await expectAccessible(page);
    await payWithCard(page, cards.pays, { name: "Jana Ó Briain" });
    const orderId = await expectPaid(page);
    expect(await readBillTo(orderId)).toMatchObject({ name: "Jana Ó Briain", email });
  });

  test("page P6.9 what is missing is listed, named at each field, and goes when mended", async ({ page }) => {
    await openCheckout(page, { buyer: "business" });
    await typeCard(page, cards.pays);
    await payButton(page).click();
    const summary = page.getByRole("alert").filter({ hasText: "Check these before you pay" });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole("link")).toHaveText([
      "Enter your e-mail address.",
      "Enter the name of the company.",
      "Enter the street and number of the company.",
      "Enter the postcode of the company.",
      "Enter the city of the company.",
    ]);
    const invalid = page.locator("[aria-invalid=true]");
    await expect(invalid).toHaveCount(5);
    for (const field of await invalid.all()) {
      const described = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
      const texts = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()));
      expect(texts.join(" ")).toMatch(/Enter (your|the) /);
    }
    await expectAccessible(page);
    await emailField(page).fill("not an address");
    await expect(page.locator("#email-error")).toContainText(/Enter/);
    await emailField(page).fill(newEmail());
    await expect(page.locator("#email-error")).toHaveText("");
    await fillCompany(page, "Brightbarn GmbH");
    await expect(invalid).toHaveCount(0);
    await payButton(page).click();
    await expectPaid(page);
  });

  test("page P6.9 the gateway's card fields say what they lack", async ({ page }) => {
    await openCheckout(page);
    await emailField(page).fill(newEmail());
    await payButton(page).click();
    for (const says of [
      "Enter your card number.",
      "Enter the expiry date as on your card: MM / YY.",
      "Enter the security code, the 3 digits on the back of your card.",
      "Enter the name on your card.",
    ]) {
      await expect(cardFrame(page).locator("p.error").getByText(says)).toBeVisible();
    }
    await expect(cardField(page, "Card number")).toBeFocused();
    for (const label of ["Card number", "Expiry", "Security code", "Name on card"] as const) {
      const described = (await cardField(page, label).getAttribute("aria-describedby")) ?? "";
      expect(described).toContain("-error");
    }
    await expectAccessible(page);
  });

  test("page P6.7 what is no VAT id says which form it should have, and the sale goes on with tax", async ({
    page,
  }) => {
    await openCheckout(page, { buyer: "business" });
    await emailField(page).fill(newEmail("konto"));
    await fillCompany(page, "Brightbarn GmbH");
    await page.getByRole("textbox", { name: /^VAT id/ }).fill("DE12345");
    await page.getByRole("textbox", { name: "City" }).focus();
    await expect(page.locator("#taxId-hint")).toContainText("DE123456789");
    await expectMoney(page.getByTestId("amt-total"), 3927);
    await payWithCard(page, cards.pays);
    const orderId = await expectPaid(page);
    expect(await readInvoiceOfOrder(orderId)).toMatchObject({ tax_minor: 627n, total_minor: 3927n });
  });

  test("page P6 a German business with a VAT id is charged no VAT and told why", async ({ page }) => {
    await openCheckout(page, { buyer: "business" });
    await emailField(page).fill(newEmail("konto"));
    await fillCompany(page, "Brightbarn GmbH");
    await page.getByRole("textbox", { name: /^VAT id/ }).fill("de 136 695 976");
    await page.getByRole("textbox", { name: "City" }).focus();
    await expectMoney(page.getByTestId("amt-total"), 3300);
    await expectMoney(page.getByTestId("amt-tax"), 0);
    await expect(page.getByRole("main")).toContainText("Reverse charge, you account for VAT");
    await expect(page.locator("#taxId-hint")).toContainText("Will be checked within 24 h");
    await expect(payButton(page)).toHaveText("Pay €33.00 now");
    await payWithCard(page, cards.pays);
    const orderId = await expectPaid(page);
    const invoice = await readInvoiceOfOrder(orderId);
    expect(invoice).toMatchObject({ subtotal_minor: 3300n, tax_minor: 0n, total_minor: 3300n });
    expect(await readBillTo(orderId)).toMatchObject({ name: "Brightbarn GmbH", taxId: "DE136695976" });
    const { text } = await downloadPdf(page, `/welcome/${orderId}/invoice.pdf`);
    expect(text).toContain("DE136695976");
    expect(text).toMatch(/Reverse charge/i);
    expect(text).toMatch(/\bIE\d{7}[A-Z]{1,2}\b/);
  });
});

test("page P6 Free asks for no card and starts at once", async ({ page }) => {
  await openCheckout(page, { plan: "Free" });
  await expect(page.locator("iframe")).toHaveCount(0);
  await emailField(page).fill(newEmail("free"));
  await page
    .getByRole("button", { name: "Start Free" })
    .or(page.getByRole("button", { name: "Start Desk Free" }))
    .click();
  await expectPaid(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ready to use");
  await expect(page.getByRole("main")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
});
