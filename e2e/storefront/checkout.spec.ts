import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { expectMoney, minorOf } from "../fixtures/amounts";
import { cardField, cardFrame, cards, expectPaid, payButton, payWithCard, retype, typeCard } from "../fixtures/card";
import { emailField, newEmail, openCheckout } from "../fixtures/checkout";
import { readBillTo, readInvoiceOfOrder, readOrdersOfDraft } from "../fixtures/database";
import { downloadPdf } from "../fixtures/pdf";
import { signInAs } from "../fixtures/sign-in";
import { createShopper, sell } from "../fixtures/store";
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

test.describe("page P6 what is refused", () => {
  const refusals = [
    { what: "no seats", fields: { seats: "0" }, field: "seats" },
    { what: "minus one seat", fields: { seats: "-1" }, field: "seats" },
    { what: "one and a half seats", fields: { seats: "1.5" }, field: "seats" },
    { what: "1e308 seats", fields: { seats: "1e308" }, field: "seats" },
    { what: "2^63 seats", fields: { seats: "9223372036854775808" }, field: "seats" },
    { what: "501 seats", fields: { seats: "501" }, field: "seats" },
    { what: "Arabic digits", fields: { seats: "٣" }, field: "seats" },
    { what: "six seats of a plan for five", fields: { ratePlanKey: "desk-starter", seats: "6" }, field: "seats" },
    { what: "an unknown plan", fields: { ratePlanKey: "desk-gold" }, field: "ratePlanKey" },
    { what: "a plan that is not on sale", fields: { ratePlanKey: "desk-team-v1" }, field: "ratePlanKey" },
    { what: "an unknown currency", fields: { currency: "XXZ" }, field: "currency" },
    { what: "a currency not sold there", fields: { currency: "USD" }, field: "currency" },
    { what: "a country not sold to", fields: { country: "CH" }, field: "country" },
    { what: "no country at all", fields: { country: "" }, field: "country" },
    { what: "an unknown term", fields: { term: "decade" }, field: "term" },
    { what: "an unknown kind of buyer", fields: { buyer: "state" }, field: "buyer" },
  ];

  for (const { what, fields, field } of refusals) {
    test(`fault T40 ${what}: refused with the field and what to do`, async () => {
      const refused = await createShopper().choose(fields);
      expect(refused).toMatchObject({ status: "refused", field });
      expect(refused.httpStatus).toBeGreaterThanOrEqual(400);
      expect(refused.httpStatus).toBeLessThan(500);
      expect(refused.message).toMatch(/^[A-Z].{10,}\.$/);
      expect(refused.next).toBeUndefined();
    });
  }

  test("fault T49 a NUL in a name is refused cleanly", async () => {
    const shopper = createShopper();
    const { next = "" } = await shopper.choose({ buyer: "business" });
    const refused = await shopper.post(`${next}/details`, { buyer: "business", country: "DE", company: "Nul\u0000l" });
    expect(refused).toMatchObject({ httpStatus: 400, status: "refused", field: "company" });
    expect(refused.message).toContain("NUL");
  });

  test("fault T39 the price is ours: amounts in the request count for nothing, a wrong preview pays nothing", async () => {
    const shopper = createShopper();
    const { next = "" } = await shopper.choose();
    const fields = {
      email: newEmail(),
      country: "DE",
      buyer: "personal",
      total: "1",
      amount_minor: "1",
      totalMinor: "1",
    };
    const token = await shopper.tokenize("4242424242424242", "Jana Brandt");
    const order = { token, holder: "Jana Brandt", fields, totalMinor: "1", amount_minor: "1", price: "0.01" };
    for (const previewId of ["0".repeat(64), "", "x", "../../etc/passwd"]) {
      const refused = await shopper.post(`${next}/pay`, { ...order, previewId });
      expect(["stale", "refused"]).toContain(refused.status);
      expect(refused.httpStatus).toBeGreaterThanOrEqual(400);
      expect(refused.httpStatus).toBeLessThan(500);
    }
    const draftId = next.split("/").at(-1) ?? "";
    expect(await readOrdersOfDraft(draftId)).toEqual([]);
    const paid = await shopper.post(`${next}/pay`, { ...order, previewId: await shopper.previewIdOf(next) });
    expect(paid.status).toBe("paid");
    const orderId = paid.next?.split("/").at(-1) ?? "";
    expect(await readInvoiceOfOrder(orderId)).toMatchObject({ total_minor: 3927n });
  });

  test("fault T53 nobody else's browser sees, changes or pays a checkout", async ({
    page,
    openBrowser,
    allowErrors,
  }) => {
    allowErrors(/404/);
    const id = await openCheckout(page);
    const stranger = await openBrowser();
    const seen = await stranger.page.goto(`/checkout/${id}`);
    expect(seen?.status()).toBe(404);
    await expect(stranger.page.getByRole("heading", { level: 1 })).toHaveText("There is no page here");
    const shopper = createShopper();
    for (const path of ["details", "pay", "cancel-payment"]) {
      expect((await shopper.post(`/checkout/${id}/${path}`, {})).httpStatus).toBe(404);
    }
  });

  test("fault T57 a body that is no order is refused, and the store goes on", async () => {
    const shopper = createShopper();
    const { next = "" } = await shopper.choose();
    for (const body of ["", "{", "[]", "null", '{"__proto__":{"admin":true}}', `{"fields":${"[".repeat(5_000)}`]) {
      const refused = await shopper.post(`${next}/pay`, body);
      expect(refused.httpStatus, body.slice(0, 40)).toBeGreaterThanOrEqual(400);
      expect(refused.httpStatus, body.slice(0, 40)).toBeLessThan(500);
    }
    const large = await shopper.post(`${next}/pay`, `{"fields":{"email":"${"a".repeat(100_000)}"}}`);
    expect(large.httpStatus).toBe(400);
    expect(await shopper.previewIdOf(next)).toMatch(/^[0-9a-f]{64}$/);
  });
});

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
