import type { Page } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible } from "../fixtures/accessibility";
import { ownProduct } from "../fixtures/own-product";
import { listPages } from "../fixtures/pages";
import { expect, test } from "../fixtures/test";

// The others' has its people already.
const product = ownProduct({ name: "e2e-empty", portsAfter: 20, seed: "none" });
const { at } = product;

let link = "";

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const printed = await product.start(/http\S+\/setup\/\S+\n/);
  link = printed.trim();
});

test.afterAll(() => product.stop());

const fillIn = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, text] of Object.entries(fields)) await page.getByRole("textbox", { name: label }).fill(text);
};

const expectEmpty = async (page: Page, address: string): Promise<void> => {
  const response = await page.goto(at(address));
  expect(response?.status(), address).toBe(200);
  await expect(page.getByRole("main"), address).toHaveAttribute("data-state", /^(ready|empty)$/);
  await expect(page.getByRole("heading", { level: 1 }), address).toHaveCount(1);
};

const makeAuditor = async (): Promise<void> => {
  const sql = postgres(product.databaseUrl(), { max: 1 });
  await sql`update staff_members set role = 'auditor'`;
  await sql.end();
};

test("an empty company: its printed link makes the administrator and the seller once, and every page is empty", async ({
  page,
  allowErrors,
}) => {
  test.setTimeout(180_000);
  allowErrors(/the server responded with a status of 404/);
  await page.goto(at("/"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is on sale yet");
  expect((await page.goto(at("/setup/guessed")))?.status()).toBe(404);

  await page.goto(link);
  await expectAccessible(page);
  await fillIn(page, { "Your name": "Greta Lindqvist", "E-mail address": "greta@nordlys.example" });
  await fillIn(page, { "Registered name": "Nordlys AB", "VAT id": "SE123" });
  await page.getByRole("button", { name: "Make the company and sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Write street and number.");
  await expect(page.getByRole("textbox", { name: "Registered name" })).toHaveValue("Nordlys AB");
  await fillIn(page, { "Street and number": "Storgatan 4", Postcode: "211 22", City: "Malmö" });
  await page.getByRole("combobox", { name: "Country" }).selectOption("SE");
  await fillIn(page, { "Registration number": "556703-7485", "VAT id": "" });
  await page.getByRole("button", { name: "Make the company and sign in" }).click();
  await page.waitForURL(at("/console"));
  await expect(page.getByText("Greta Lindqvist").first()).toBeVisible();

  expect((await page.goto(link))?.status()).toBe(404);
  await makeAuditor();
  for (const address of ["/", "/pricing", "/imprint", "/privacy", "/terms"]) await expectEmpty(page, address);
  const rooms = listPages("console").filter((room) => !room.includes("[") && room !== "/console/settings/clock");
  for (const room of rooms) await expectEmpty(page, room);
});
