import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { expectMoney } from "../fixtures/amounts";
import { cardField, cardFrame, cards, retype } from "../fixtures/card";
import { database } from "../fixtures/database";
import { origin, setEnvironment } from "../fixtures/instance";
import { type OpenInvoice, oweInvoice } from "../fixtures/owe";
import { downloadPdf } from "../fixtures/pdf";
import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { waitFor } from "../fixtures/wait-for";

/** What the form of the link does in a browser without scripts: it leads to the gateway's own page. */
const payOnGatewayPage = async (page: Page, { payPath }: OpenInvoice, number: string): Promise<void> => {
  const answer = await page.request.post(`${payPath}/pay`, {
    form: { amount: "77.35" },
    headers: { origin },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  await page.goto(answer.headers().location ?? "");
  await page.waitForURL(/\/gateway\/pay\//);
  await page.getByRole("textbox", { name: "Card number" }).fill(number);
  await page.getByRole("textbox", { name: "Expiry" }).fill("12 / 30");
  await page.getByRole("textbox", { name: "Security code" }).fill("123");
  await page.getByRole("textbox", { name: "Name on card" }).fill("Acc Payable");
  await page.getByRole("button", { name: /^Pay .+ now$/ }).click();
};

const typeThree = async (page: Page, number: string): Promise<void> => {
  await retype(cardField(page, "Card number"), number);
  await retype(cardField(page, "Expiry"), "1230");
  await cardField(page, "Security code").fill("123");
};

const keptCards = async ({ accountId }: OpenInvoice): Promise<string[]> => {
  const rows = await database()<{ last4: string }[]>`
    select last4 from payment_methods where account_id = ${accountId} order by 1`;
  return rows.map(({ last4 }) => last4);
};

const readBalance = async ({ id }: OpenInvoice): Promise<bigint> => {
  const [row] = await database()<{ balance_minor: bigint }[]>`
    select balance_minor from invoice_balances where invoice_id = ${id}`;
  return row?.balance_minor ?? -1n;
};

/** A link to an invoice whose sixty days are over. */
const expiredPath = ({ id }: OpenInvoice): string => {
  setEnvironment();
  const content = `${id}.20000`;
  const signature = createHmac("sha256", process.env.AUTH_SECRET ?? "")
    .update(`pay:${content}`)
    .digest("base64url");
  return `/pay/${content}.${signature.slice(0, 32)}`;
};

const leftToPay = (page: Page) => page.locator("dl data.money").first();

test.describe("page P11 pay an invoice by link", () => {
  test("page P11.1 three fields and a button take a card; page P11.2 a part, then the rest; page P11.3 for this invoice only", async ({
    page,
    openBrowser,
  }) => {
    const owed = await oweInvoice();
    await page.goto(owed.payPath);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(owed.number);
    await expectMoney(leftToPay(page), 7735);
    await expect(page.getByRole("alert").first()).toContainText("declined");
    await expect(cardField(page, "Card number")).toBeEditable();
    await expect(cardFrame(page).getByRole("textbox")).toHaveCount(3);
    await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("button")).toHaveText(["Pay €77.35 now"]);
    await expectAccessible(page);

    await typeThree(page, cards.doNotHonor);
    await page.getByRole("button", { name: "Pay €77.35 now" }).click();
    await expect(cardFrame(page).locator("#number-error")).toContainText("declined");
    expect(await readBalance(owed)).toBe(7735n);

    const staff = await openBrowser();
    await signInAs(staff.page, "jonas");
    await page.getByText("Pay a part of it").click();
    await page.getByLabel("Amount to pay, EUR").fill("50,00");
    await typeThree(page, cards.pays);
    await page.getByRole("button", { name: "Pay €50.00 now" }).click();
    await expect(page.getByRole("main")).toContainText("€50.00 has been received. €27.35 is left to pay.");
    const since = performance.now();
    await staff.page.goto(`/console/accounts/${owed.accountId}`);
    await expect(staff.page.locator("[data-testid=status][data-status=partly_paid]").first()).toBeVisible();
    expect(performance.now() - since).toBeLessThan(2_000);
    await expectMoney(staff.page.getByTestId("amt-balance"), 2735);
    expect(await readBalance(owed)).toBe(2735n);

    await typeThree(page, cards.paysToo);
    await page.getByRole("button", { name: "Pay €27.35 now" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Nothing is left to pay" })).toBeVisible();
    expect(await readBalance(owed)).toBe(0n);
    expect(await keptCards(owed)).toEqual(["0341"]);
    expect((await downloadPdf(page, `${owed.payPath}/invoice.pdf`)).text).toContain(owed.number);
    await page.goto("/account");
    await expect(page).toHaveURL(/sign-in/);
  });

  test("page P11 an amount that cannot be is refused in words, and nothing is paid", async ({ page }) => {
    const owed = await oweInvoice();
    await page.goto(owed.payPath);
    await page.getByText("Pay a part of it").click();
    await typeThree(page, cards.pays);
    for (const [amount, problem] of [
      ["0", "from 0.01 up to"],
      ["-5", "from 0.01 up to"],
      ["77.36", "from 0.01 up to"],
      ["1.234", "like 39.27"],
      ["all of it", "like 39.27"],
    ] as const) {
      await page.getByLabel("Amount to pay, EUR").fill(amount);
      await page.getByRole("button", { name: /^Pay/ }).click();
      await expect(page.locator("#amount-error")).toContainText(problem);
    }
    expect(await readBalance(owed)).toBe(7735n);
  });

  test("page P11 a link that is made up, cut short or of another invoice does not exist; an old one says so", async ({
    page,
    allowErrors,
  }) => {
    allowErrors(/404/);
    const owed = await oweInvoice();
    const expired = expiredPath(owed);
    expect((await page.goto(expired))?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link has ended");
    await expect(page.getByRole("main")).not.toContainText(owed.number);
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    expect((await page.request.get(`${expired}/invoice.pdf`)).status()).toBe(404);
    const [, , token = ""] = owed.payPath.split("/");
    const [, ends = "", signature = ""] = token.split(".");
    for (const tampered of ["x", token.slice(0, -2), `inv_00000000000000000000000000.${ends}.${signature}`]) {
      const response = await page.goto(`/pay/${tampered}`);
      expect(response?.status()).toBe(404);
    }
  });
});

test("page P11 of two who pay at the same moment one settles it; what is too much is kept, shown and counted", async ({
  page,
  openBrowser,
}) => {
  const owed = await oweInvoice();
  await payOnGatewayPage(page, owed, cards.asksBank);
  await expect(page.getByRole("button", { name: "Approve payment" })).toBeVisible();

  const other = await openBrowser();
  await other.page.goto(owed.payPath);
  await typeThree(other.page, cards.paysToo);
  await other.page.getByRole("button", { name: "Pay €77.35 now" }).click();
  await expect(other.page.getByRole("status").filter({ hasText: "Nothing is left to pay" })).toBeVisible();

  await page.getByRole("button", { name: "Approve payment" }).click();
  await page.waitForURL(`${origin}${owed.payPath}`);
  await expect(page.getByRole("status")).toContainText("Nothing is left to pay");
  expect(await readBalance(owed)).toBe(0n);
  const kept = await waitFor("the second payment to be booked", async () => {
    const [row] = await database()<{ id: string; minor: bigint }[]>`
      select e.source_id as id, -p.amount_minor as minor from postings p join journal_entries e on e.id = p.entry_id
      where p.ledger_account = 'unapplied_payments' and p.account_id = ${owed.accountId}`;
    return row;
  });
  expect(kept.minor).toBe(7735n);

  const staff = await openBrowser();
  await signInAs(staff.page, "jonas");
  await staff.page.goto("/console?all=unapplied");
  const section = staff.page.getByRole("region", { name: /^Unapplied payments \d/ });
  await expect(section.getByRole("heading")).toHaveText(/^Unapplied payments \d+$/);
  const row = section.getByTestId(`row-${kept.id}`);
  await expect(row).toContainText("Paid with Visa 3184, more than was left to pay");
  await expectMoney(row.locator("data.money"), 7735);
  await row.getByRole("link").click();
  await staff.page.waitForURL(/\/console\/accounts\//);
  await expectMoney(staff.page.getByTestId("amt-balance"), 0);
  await expectMoney(staff.page.getByTestId("amt-unapplied"), 7735);
  await expect(staff.page.getByTestId(`row-${kept.id}`)).toContainText("€77.35 unapplied");
  await expect(staff.page.getByRole("region", { name: "Timeline" })).toContainText(
    "what was too much is kept unapplied",
  );
  await expectAccessible(staff.page);
  await staff.page.goto(`/console/invoices/${owed.id}`);
  await expectMoney(staff.page.getByTestId("amt-unapplied"), 7735);
  await expectMoney(staff.page.getByTestId("amt-paid"), 7735);
  await expect(staff.page.getByRole("region", { name: "Payments" })).toContainText(
    "Unapplied: more than was left to pay",
  );
});

test.describe("page M7 paying in My Account", () => {
  test("page M10.1 page M10.2 page M10.3 the owner sees why, pays with another card, and sees it paid", async ({
    page,
  }) => {
    const owed = await oweInvoice();
    await signInAs(page, { email: owed.email });
    const banner = page.getByRole("status").filter({ hasText: "is owed" });
    for (const path of ["/invoices", `/invoices/${owed.id}`, "/payment-methods", "/recover", ""]) {
      await page.goto(`/account${path}`);
      await expect(banner).toHaveText("€77.35 is owed on one invoice.");
    }
    await banner.click();
    await expect(page.getByRole("link", { name: "See and pay" })).toBeHidden();
    await banner.click();
    await page.getByRole("link", { name: "See and pay" }).click();
    await expect(page.getByRole("main")).toHaveAttribute("data-page", "M10");
    await expectMoney(page.getByTestId(`amt-${owed.id}`), 7735);
    await expect(page.getByRole("main")).toContainText("Declined on 16 Nov 2026, Visa ending 0341");
    await expectAccessible(page);
    await page.getByRole("link", { name: owed.number }).click();
    const section = page.getByRole("region", { name: "Pay this invoice" });
    await expect(section).toContainText("Visa ending 0341 was declined");
    await expectAccessible(page);
    await section.getByRole("button", { name: "Pay €77.35 with Visa ending 0341" }).click();
    await expect(section).toContainText("was declined");
    expect(await readBalance(owed)).toBe(7735n);
    await section.getByRole("link", { name: "Another card, or a part of it" }).click();
    await typeThree(page, cards.asksBank);
    await page.getByRole("button", { name: "Pay €77.35 now" }).click();
    await page.getByRole("button", { name: "Approve payment" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Nothing is left to pay" })).toBeVisible();
    await page.goto(`/account/invoices/${owed.id}`);
    await expect(page.getByRole("main")).toContainText("Visa ending 3184, €77.35");
    await expect(section).toHaveCount(0);
    await expect(banner).toHaveCount(0);
  });
});
