import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { cards } from "../fixtures/card";
import { newEmail } from "../fixtures/checkout";
import { database } from "../fixtures/database";
import { origin, settings } from "../fixtures/instance";
import { oweInvoice } from "../fixtures/owe";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";
import { waitFor } from "../fixtures/wait-for";

const giveCard = async (page: Page, number: string): Promise<void> => {
  await page.waitForURL(/\/gateway\/setup\//);
  await page.getByRole("textbox", { name: "Card number" }).fill(number);
  await page.getByRole("textbox", { name: "Expiry" }).fill("12 / 30");
  await page.getByRole("textbox", { name: "Security code" }).fill("123");
  await page.getByRole("textbox", { name: "Name on card" }).fill("Acc Payable");
  await page.getByRole("button", { name: "Save card" }).click();
};

const cardRows = (page: Page) => page.getByRole("list", { name: "Saved cards" }).getByRole("listitem");
const news = (page: Page) => page.getByRole("main").getByRole("status");

/** All that the browser said to our origin. */
const listenTo = (page: Page): string[] => {
  const said: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin === origin) said.push(`${request.url()} ${request.postData() ?? ""}`);
  });
  return said;
};

test.describe("page M6 payment methods", () => {
  test("page M6.1 a new card pays what is open in one step; page M6.3 its number never comes to us", async ({
    page,
  }) => {
    const owed = await oweInvoice();
    await signInAs(page, { email: owed.email });
    const said = listenTo(page);
    await page.goto("/account/payment-methods");
    await page.getByRole("button", { name: "Save and pay €77.35 now" }).click();
    await giveCard(page, cards.paysToo);
    await expect(news(page)).toContainText("Mastercard ending 4444 is saved, and what was owed is paid.");
    await expect(cardRows(page)).toHaveCount(2);
    await expect(cardRows(page).first()).toContainText("Mastercard ending 4444");
    await expect(cardRows(page).first()).toContainText("Charged for Desk");
    await expect(page.getByRole("button", { name: /^Save and pay/ })).toHaveCount(0);
    const [balance] = await database()`select balance_minor from invoice_balances where invoice_id = ${owed.id}`;
    expect(balance?.balance_minor).toBe(0n);
    const number = /5555[ +]?5555[ +]?5555[ +]?4444/;
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((line) => number.test(decodeURIComponent(line)))).toEqual([]);
    expect(await page.content()).not.toMatch(number);
    const found = spawnSync("grep", ["-rlE", "5555 ?5555 ?5555 ?4444", "--include=*.log", settings.dataDirectory]);
    expect(found.stdout.toString()).toBe("");
  });

  test("page M6 a card is added with its bank's word, made the default and back, and the last one only replaced", async ({
    page,
  }) => {
    const email = newEmail("cards");
    await sell(email);
    await waitFor(`owner ${email}`, async () => {
      const [owner] = await database()`
        select u.id from users u join account_members m on m.user_id = u.id where u.email = ${email}`;
      return owner;
    });
    await signInAs(page, { email });
    await page.goto("/account/payment-methods");
    await page.getByRole("button", { name: "Add a card" }).click();
    await giveCard(page, cards.asksBank);
    await page.getByRole("button", { name: "Approve card" }).click();
    await expect(news(page)).toContainText("Visa ending 3184 is saved.");
    await expect(cardRows(page).first()).toContainText("Visa ending 4242Default");
    await page.getByRole("button", { name: "Make default: Visa ending 3184" }).click();
    await expect(cardRows(page).first()).toContainText("Visa ending 3184Default");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(cardRows(page).first()).toContainText("Visa ending 4242Default");
    await page.getByRole("button", { name: "Remove Visa ending 3184" }).click();
    await expect(news(page)).toHaveText("The card is removed.");
    await page.getByRole("button", { name: "Remove Visa ending 4242" }).click();
    await expect(news(page)).toContainText("Visa ending 4242 is your only card");
    await news(page).getByRole("button", { name: "Replace Visa ending 4242" }).click();
    await giveCard(page, cards.paysToo);
    await expect(news(page)).toContainText("Mastercard ending 4444 is saved.");
    await expect(cardRows(page)).toHaveCount(1);
    await expect(cardRows(page)).toContainText("Mastercard ending 4444Default");
  });
});
