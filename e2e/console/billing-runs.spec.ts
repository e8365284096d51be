import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { minorOf } from "../fixtures/amounts";
import { newEmail } from "../fixtures/checkout";
import { database, readInvoiceOfOrder } from "../fixtures/database";
import { orderOnAccount } from "../fixtures/owe";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

// The product bills what is due by itself, too; the runs of these tests are started between two of its ticks.
test.describe.configure({ mode: "serial", timeout: 150_000 });

const today = "2026-11-16";
const never = "2030-01-01";

/** An account with a subscription whose month is over, and which is not yet up for billing. */
const sellLastMonth = async (seats = 1, subscriptions = 1) => {
  const email = newEmail("renews");
  const { orderId } = await sell(email);
  const { account_id: accountId } = await readInvoiceOfOrder(orderId);
  for (let i = 0; i < subscriptions; i += 1) {
    await orderOnAccount(accountId, { seats, at: "2026-10-16T06:00:00Z" });
    await database()`update subscriptions set bill_at = ${never} where account_id = ${accountId} and bill_at < ${today}::date + 1`;
  }
  return { email, accountId };
};

type Renewing = Awaited<ReturnType<typeof sellLastMonth>>;

const betweenTicks = async (): Promise<void> => {
  const second = (Date.now() / 1000) % 60;
  if (second > 8 && second < 40) return;
  await new Promise((resolve) => setTimeout(resolve, ((68 - second) % 60) * 1000));
};

const makeDue = async (accounts: readonly Renewing[]): Promise<void> => {
  await betweenTicks();
  await database()`
    update subscriptions set bill_at = '2026-11-16T06:00:00Z'
    where account_id = any(${accounts.map(({ accountId }) => accountId)}) and bill_at = ${never}`;
};

const plan = async (page: Page): Promise<void> => {
  await page.goto("/console/billing-runs");
  await page.getByLabel("Seller").selectOption({ label: "Alderpost Ireland Ltd" });
  await page.getByLabel("Through day").fill(today);
  await page.getByRole("button", { name: "See what it will post" }).click();
  await expect(page.getByRole("heading", { name: /Alderpost Ireland Ltd, through 16 Nov 2026/ })).toBeVisible();
};

const planned = (page: Page) => page.getByRole("region", { name: /through 16 Nov 2026/ }).getByTestId("row-EUR");

const start = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/billing-runs\/run_\w+$/);
};

const status = (page: Page) => page.getByRole("main").getByTestId("status").first();

test("page F4 a run posts what was planned before it starts, and its page follows it to the end by itself", async ({
  page,
}) => {
  const accounts = [await sellLastMonth(), await sellLastMonth()];
  await signInAs(page, "jonas");
  const held = await database().reserve();
  await held`begin`;
  await held`select id from accounts where id = ${accounts[0]?.accountId ?? ""} for update`;
  try {
    await makeDue(accounts);
    await plan(page);
    const minor = await minorOf(planned(page).locator("data.money"));
    expect(minor).toBe(2n * 7735n);
    await expectAccessible(page);
    await start(page);
    await expect(status(page)).toHaveAttribute("data-status", "running");
    const progress = page.getByRole("region", { name: "Working" });
    await expect(progress).toContainText("1 of 2 accounts");
    await expect(progress).toContainText("accounts/s");
    await expect(progress).toContainText("left");
    await expect(page.getByRole("progressbar", { name: "Working" })).toHaveAttribute("value", "1");
    await expectAccessible(page);
  } finally {
    await held`rollback`;
    held.release();
  }
  await expect(status(page)).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  const row = page.getByTestId("row-EUR");
  expect(await minorOf(row.locator("data.money").first())).toBe(2n * 7735n);
  expect(await minorOf(row.locator("data.money").last())).toBe(2n * 7735n);
  await expect(page.getByRole("region", { name: "Errors" })).toContainText("Every account was billed.");
});

test("page F4 a broken account is listed with its reason, stops nobody, and only it is tried again", async ({
  page,
}) => {
  const [broken, whole] = [await sellLastMonth(), await sellLastMonth()];
  const giveAddressTo = ({ accountId }: Renewing) =>
    database()`update contacts set account_id = ${accountId} where email = ${broken.email}`;
  await signInAs(page, "jonas");
  await giveAddressTo(whole);
  await makeDue([broken, whole]);
  await plan(page);
  await expect(page.getByRole("main")).toContainText("1 account will fail and be listed");
  await start(page);
  await expect(status(page)).toHaveAttribute("data-status", "completed_with_errors", { timeout: 30_000 });
  const errors = page.getByRole("region", { name: "Errors" });
  const row = errors.getByTestId(`row-${broken.accountId}`);
  await expect(row).toContainText("The account has no billing address. Add one.");
  await expect(row).toContainText("1 try");
  await expect(errors.getByRole("listitem")).toHaveCount(1);
  const posted = page.getByTestId("row-EUR").locator("data.money").last();
  expect(await minorOf(posted)).toBe(7735n);
  await expectAccessible(page);

  const address = page.url();
  await page.goto("/console");
  const queue = page.getByRole("region", { name: /^Not billed/ });
  await queue.getByRole("link").first().click();
  await page.waitForURL(address);
  const retry = page.getByRole("button", { name: "Retry the account that failed" });
  await retry.click();
  await expect(row).toContainText("2 tries");
  await expect(row).toContainText("open");
  await giveAddressTo(broken);
  await retry.click();
  await expect(row).toContainText("solved");
  await expect(retry).toHaveCount(0);
  await expect(status(page)).toHaveAttribute("data-status", "completed");
  expect(await minorOf(posted)).toBe(2n * 7735n);
});

test("page F4 above 50,000.00 billing operations are refused, with the limit and who may; a controller starts it", async ({
  page,
  openBrowser,
}) => {
  const large = await sellLastMonth(500, 2);
  await signInAs(page, "jonas");
  await makeDue([large]);
  await plan(page);
  expect(await minorOf(planned(page).locator("data.money"))).toBe(2n * 3_867_500n);
  await expect(page.getByRole("main")).toContainText("€77,350.00 is above your limit of €50,000.00");
  await expect(page.getByRole("main")).toContainText("Ask a controller to start this one.");
  await expect(page.getByRole("button", { name: "Start the run" })).toHaveCount(0);
  await expectAccessible(page);

  const controller = await openBrowser();
  await signInAs(controller.page, "claire");
  await plan(controller.page);
  await start(controller.page);
  await expect(status(controller.page)).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
  await expect(controller.page.getByRole("main")).toContainText("Claire Moreau");
});
