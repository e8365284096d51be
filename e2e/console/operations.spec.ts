import { expectAccessible } from "../fixtures/accessibility";
import { newEmail } from "../fixtures/checkout";
import { database, readInvoiceOfOrder } from "../fixtures/database";
import { tabTo } from "../fixtures/keyboard";
import { readMail } from "../fixtures/mails";
import { type Person, signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

const sellOne = async () => {
  const email = newEmail("operations");
  const { orderId } = await sell(email);
  await readMail({ to: email, kind: "receipt" });
  return { email, orderId, invoice: await readInvoiceOfOrder(orderId) };
};

const breakMail = async (email: string): Promise<string> => {
  const id = `mai_${"0123456789".repeat(3).slice(0, 26)}`;
  await database()`
    insert into mails (id, kind, natural_key, recipient, sender, subject, html, text, attachments, created_at, attempts,
      last_error)
    values (${id}, 'receipt', ${`broken:${id}`}, ${email}, 'a@alderpost.example', 'Lost', '<p>x</p>', 'x', '[]', now(),
      10, 'no such host')
    on conflict (id) do nothing`;
  return id;
};

test("page T1 the timeline is filtered by its address, opens a mail in place and survives Back", async ({ page }) => {
  const { invoice } = await sellOne();
  await signInAs(page, "claire");
  await page.goto(`/console/accounts/${invoice.account_id}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await timeline.getByRole("link", { name: /^Mails/ }).click();
  await expect(page).toHaveURL(/kind=mails/);
  await expect(timeline.locator("li[data-kind]").first()).toHaveAttribute("data-kind", "mails");
  await expect(timeline.locator("li[data-kind]:not([data-kind=mails])")).toHaveCount(0);
  await timeline.getByText("Read the mail").first().click();
  await expect(timeline).toContainText("39.27");
  await page.goBack();
  await expect(timeline.getByText("Order placed").first()).toBeVisible();
  await page.goto(`/console/accounts/${invoice.account_id}?kind=nonsense&before=%00'%25`);
  await expect(page.getByRole("main")).toHaveAttribute("data-state", "ready");
});

test("page T1.5 of a card only brand and last four digits are anywhere on the page", async ({ page }) => {
  const { invoice } = await sellOne();
  await signInAs(page, "sam");
  await page.goto(`/console/accounts/${invoice.account_id}`);
  await expect(page.getByRole("region", { name: "Payment methods" })).toContainText("Visa ending 4242");
  expect(await page.content()).not.toMatch(/4242[ -]?4242/);
});

test("page C1.1 page C1.2 page C1.4 the queue shows what needs its reader, and each row leads there", async ({
  page,
  openBrowser,
}) => {
  const id = await breakMail(newEmail("lost"));
  await signInAs(page, "omar");
  await page.goto("/console");
  const mails = page.getByRole("region", { name: /Mails not delivered/ });
  await mails.getByTestId(`row-${id}`).getByRole("link").click();
  await page.waitForURL(`/console/settings/outbox/${id}`);

  const other = await openBrowser();
  await signInAs(other.page, "sam");
  await other.page.goto("/console");
  await expect(other.page.getByRole("main")).toHaveAttribute("data-state", /ready|empty/);
  await expect(other.page.getByRole("region", { name: /Mails not delivered/ })).toHaveCount(0);
  await expect(other.page.getByText(/Next bill run .* due/)).toBeVisible();
  for (const section of await other.page.getByRole("main").getByRole("region").all()) {
    expect(await section.getByRole("listitem").count()).toBeGreaterThan(0);
    await expect(
      section.getByRole("listitem").filter({ hasNot: other.page.locator("a[href^='/console/']") }),
    ).toHaveCount(0);
  }
});

test("page C1 the home says what the last proof of the books came to, and j, k and Enter go through the queue", async ({
  page,
}) => {
  const id = await breakMail(newEmail("lost"));
  await signInAs(page, "beth");
  await page.goto("/console/proof");
  await expect(page.getByRole("main")).toHaveAttribute("data-proof", /holds|residue/);
  await page.goto("/console");
  const proof = page.getByRole("region", { name: "Proof of the books" });
  await expect(proof).toHaveAttribute("data-proof", /proved|residue/);
  await expect(proof).toContainText("proved 16 Nov 2026");
  await expect(proof.getByRole("link")).toHaveAttribute("href", "/console/proof");
  await expectAccessible(page);
  await page.keyboard.press("k");
  const last = page.getByRole("main").locator("[data-list-link]").last();
  await expect(last).toBeFocused();
  await expect(page.getByTestId(`row-${id}`)).toHaveCount(1);
  const href = await last.getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${href}`);
});

test("page D7.3 the audit log filtered by an object shows its life, and filters live in the address", async ({
  page,
}) => {
  const { orderId } = await sellOne();
  await signInAs(page, "beth");
  await page.goto(`/console/audit?subject=${orderId}`);
  await expect(page.getByRole("listitem").filter({ hasText: "placed an order" })).not.toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: "completed an order" })).not.toHaveCount(0);
  await page.getByLabel("What").selectOption("orders:complete");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/action=orders%3Acomplete/);
  await expect(page.getByTestId(/^row-aud_/)).toHaveCount(1);
  for (const nonsense of ["actor=%00", "actor=%27%25", "day=2026-99-99", "cursor=x", `subject=${"x".repeat(2000)}`]) {
    expect((await page.goto(`/console/audit?${nonsense}`))?.status(), nonsense).toBe(200);
  }
  await page.goto("/console/audit?actor=nobody@nowhere.example");
  await expect(page.getByRole("main")).toHaveAttribute("data-state", "empty");
});

test("page D7 jobs shows the functions of the engine and what the outbox told", async ({ page }) => {
  await sellOne();
  await signInAs(page, "omar");
  await page.goto("/console/jobs");
  await expect(page.getByRole("region", { name: /^Functions \d/ })).toContainText("provision-accounts");
  await expect(page.getByRole("region", { name: /^Outbox/ }).getByTestId(/^row-obx_/)).not.toHaveCount(0);
});

test("page F4 a run is planned before it starts, by keyboard, and a day to come is refused in words", async ({
  page,
}) => {
  await signInAs(page, "jonas");
  await page.goto("/console/billing-runs?through=2030-01-01");
  await tabTo(page, "See what it will post");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/seller=sel_/);
  await expect(page.getByRole("main")).toContainText("Choose that day or an earlier one.");
  await page.getByLabel("Through day").fill("2026-11-16");
  await page.getByRole("button", { name: "See what it will post" }).click();
  await expect(page.getByRole("heading", { name: /through 16 Nov 2026/ })).toBeVisible();
  for (const nonsense of [
    "seller=%00",
    "through=x",
    "before=%27",
    "seller=sel_00000000000000000000000000&through=2026-11-16",
  ]) {
    expect((await page.goto(`/console/billing-runs?${nonsense}`))?.status(), nonsense).toBe(200);
  }
});

test("page F4 who may only read runs has no button to start one", async ({ page }) => {
  await signInAs(page, "beth");
  await page.goto("/console/billing-runs");
  await expect(page.getByText("You may see runs; billing operations and controllers start them.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start the run" })).toHaveCount(0);
});

test("page D8 the clock tells what falls due and refuses to go back", async ({ page }) => {
  await signInAs(page, "omar");
  await page.goto("/console/settings/clock");
  await expect(page.getByRole("region", { name: /What falls due next/ })).toContainText("Revenue recognition");
  await page.getByRole("textbox", { name: "Day" }).fill("2026-01-01");
  await page.getByRole("button", { name: "Move the clock" }).click();
  await expect(page.getByRole("status")).toContainText("The clock was not moved");
});

const refusals: readonly { who: Person; path: string; permission: string }[] = [
  { who: "sam", path: "/console/audit", permission: "audit:read" },
  { who: "sam", path: "/console/jobs", permission: "jobs:read" },
  { who: "rosa", path: "/console/billing-runs", permission: "billing_runs:read" },
  { who: "claire", path: "/console/settings/clock", permission: "clock:advance" },
];

for (const { who, path, permission } of refusals) {
  test(`check G7 ${who} at ${path} is told that ${permission} is missing`, async ({ page, allowErrors }) => {
    allowErrors(/403/);
    await signInAs(page, who);
    expect((await page.goto(path))?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText(`You need ${permission}`);
  });
}
