import type { FrameLocator, Page } from "@playwright/test";
import { mailToWhoLeft } from "../fixtures/abandonment";
import { expectAccessible } from "../fixtures/accessibility";
import { cardFrame, cards, expectPaid, payButton, payWithCard, typeCard } from "../fixtures/card";
import { emailField, newEmail, openCheckout } from "../fixtures/checkout";
import { database, readOrdersOfDraft, readPaymentsOfOrder } from "../fixtures/database";
import { linkIn, readMail } from "../fixtures/mails";
import { readCharges, scriptGateway } from "../fixtures/simulators";
import { expect, test } from "../fixtures/test";

const bank = (page: Page): FrameLocator => page.frameLocator('iframe[title="Your bank"]');

const expectChallenge = async (page: Page): Promise<void> => {
  await page.waitForURL(/\/confirm$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Approve the payment");
  await expect(bank(page).getByRole("button", { name: "Approve payment" })).toBeVisible();
};

/** Everything that was tried for a checkout, in our books and in the gateway's. */
const moneyOf = async (draftId: string) => {
  const orders = await readOrdersOfDraft(draftId);
  const payments = (await Promise.all(orders.map(({ id }) => readPaymentsOfOrder(id)))).flat();
  const charges = await readCharges(payments.map(({ id }) => id));
  const [{ count } = { count: 0 }] = await database()<{ count: number }[]>`
    select count(*)::int as count from subscriptions where account_id = any(${orders.map((order) => order.account_id)})`;
  return { orders, payments, charges, subscriptions: count };
};

/** Whatever happened on the way: one order, one success, one subscription. */
const expectOneCharge = async (draftId: string): Promise<void> => {
  const { orders, payments, charges, subscriptions } = await moneyOf(draftId);
  expect(orders.map(({ status }) => status)).toEqual(["completed"]);
  expect(payments.filter(({ state }) => state === "succeeded")).toHaveLength(1);
  expect(charges.filter(({ status }) => status === "succeeded").map(({ amount_minor }) => amount_minor)).toEqual([
    "3927",
  ]);
  expect(subscriptions).toBe(1);
  // One attempt is one payment, and all its requests carry its own key.
  for (const { reference, idempotency_key } of charges) expect(idempotency_key).toBe(reference);
};

const begin = async (page: Page, email = newEmail()): Promise<{ draftId: string; email: string }> => {
  const draftId = await openCheckout(page);
  await emailField(page).fill(email);
  return { draftId, email };
};

test("page P7.1 a card that asks the bank is approved: one charge", async ({ page }) => {
  const { draftId } = await begin(page);
  await payWithCard(page, cards.asksBank);
  await expectChallenge(page);
  await expect(page.getByRole("main")).toContainText("€39.27");
  await expect(page.getByRole("main")).toContainText("Alderpost Ireland Ltd");
  const size = await page.locator('iframe[title="Your bank"]').boundingBox();
  expect(size?.width).toBeGreaterThanOrEqual(250);
  expect(size?.height).toBeGreaterThanOrEqual(400);
  await expect(page.locator('iframe[title="Your bank"]')).toBeFocused();
  await expectAccessible(page);
  await bank(page).getByRole("button", { name: "Approve payment" }).click();
  await expectPaid(page);
  await expectOneCharge(draftId);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("page P7 the bank's question fills a phone, and the keyboard reaches its answer", async ({ page }) => {
    await begin(page);
    await payWithCard(page, cards.asksBank);
    await expectChallenge(page);
    const size = await page.locator('iframe[title="Your bank"]').boundingBox();
    expect(size?.width).toBe(390);
    expect(size?.height).toBeGreaterThanOrEqual(600);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expectPaid(page);
  });
});

test("page P7 what the bank refuses is said on the checkout, and nothing typed is lost", async ({ page }) => {
  const { draftId, email } = await begin(page);
  await payWithCard(page, cards.asksBank);
  await expectChallenge(page);
  await bank(page).getByRole("button", { name: "Reject" }).click();
  await page.waitForURL(/\/checkout\/odr_\w+$/);
  await expect(page.getByRole("main")).toContainText(
    "Your bank did not approve the payment. You have not been charged. Try again or take another card.",
  );
  await expect(emailField(page)).toHaveValue(email);
  expect((await moneyOf(draftId)).charges.filter(({ status }) => status === "succeeded")).toEqual([]);
  await payWithCard(page, cards.pays);
  await expectPaid(page);
  await expectOneCharge(draftId);
});

test("page P7 another way to pay is one press away, and the first is given up at the bank", async ({ page }) => {
  const { draftId } = await begin(page);
  await payWithCard(page, cards.asksBank);
  await expectChallenge(page);
  await page.getByRole("button", { name: "Cancel and pay another way" }).click();
  await page.waitForURL(/\/checkout\/odr_\w+$/);
  await payWithCard(page, cards.pays);
  await expectPaid(page);
  await expectOneCharge(draftId);
  const { charges } = await moneyOf(draftId);
  expect(charges.map(({ status }) => status).toSorted()).toEqual(["failed", "succeeded"]);
});

test("page P7.2 approved with the tab killed: the link from the order's mail shows it paid, once", async ({
  page,
  context,
}) => {
  const { draftId, email } = await begin(page);
  await payWithCard(page, cards.asksBank);
  await expectChallenge(page);
  const approved = page.waitForResponse(/\/gateway\/challenge\//);
  await bank(page).getByRole("button", { name: "Approve payment" }).click();
  await approved;
  await page.close();
  const link = linkIn(await readMail({ to: email, kind: "order_confirmation" }), "/welcome/");
  const later = await context.newPage();
  await later.goto(link);
  await expect(later.getByRole("heading", { level: 1 })).toHaveText("Paid €39.27");
  await expectOneCharge(draftId);
});

test("page P7.2 journey J04 left at the bank: the mailed link goes on in another browser, and later shows it paid", async ({
  page,
  openBrowser,
}) => {
  const { draftId, email } = await begin(page);
  await payWithCard(page, cards.asksBank);
  await expectChallenge(page);
  const [payment] = (await moneyOf(draftId)).payments;
  await page.close();
  const link = linkIn(await mailToWhoLeft(payment?.id ?? "", email), "/resume?token=");

  const phone = await openBrowser();
  await phone.page.goto(link);
  await expectChallenge(phone.page);
  await bank(phone.page).getByRole("button", { name: "Approve payment" }).click();
  await expectPaid(phone.page);
  await expectOneCharge(draftId);

  const tablet = await openBrowser();
  await tablet.page.goto(link);
  await expectPaid(tablet.page);
  await expect(tablet.page.getByRole("heading", { level: 1 })).toHaveText("Paid €39.27");
  await expectOneCharge(draftId);
});

test("journey J04 check G6 fault T17 decline, triple click, Back, Forward, failure, success, second tab: one charge", async ({
  page,
  context,
}) => {
  const { draftId, email } = await begin(page);
  await payWithCard(page, cards.insufficientFunds);
  await expect(
    cardFrame(page)
      .getByText(/there isn't enough money available.*You have not been charged/)
      .first(),
  ).toBeVisible();
  await expect(emailField(page)).toHaveValue(email);

  const secondTab = await context.newPage();
  await secondTab.goto(`/checkout/${draftId}`);
  await typeCard(secondTab, cards.pays);

  await typeCard(page, cards.asksBank);
  await payButton(page).click({ clickCount: 3, delay: 10 });
  await expectChallenge(page);
  const asked = (await moneyOf(draftId)).charges.filter(({ status }) => status === "requires_action");
  expect(asked).toHaveLength(1);

  // The page that Back leads to may lead on at once, so nothing is waited for in between.
  await page.evaluate(() => history.back());
  await page.evaluate(() => history.forward()).catch(() => undefined);
  await expectChallenge(page);
  await bank(page).getByRole("button", { name: "Reject" }).click();
  await page.waitForURL(/\/checkout\/odr_\w+$/);
  await expect(emailField(page)).toHaveValue(email);

  await payWithCard(page, cards.asksBank);
  await expectChallenge(page);
  await bank(page).getByRole("button", { name: "Approve payment" }).click();
  const orderId = await expectPaid(page);
  await expectOneCharge(draftId);

  // The second tab still shows the form, and pays it again.
  await payButton(secondTab).click();
  await secondTab.waitForURL(new RegExp(`/welcome/${orderId}$`));
  await expect(secondTab.getByRole("heading", { level: 1 })).toHaveText("Paid €39.27");
  await expectOneCharge(draftId);

  // So does an address from the history.
  await page.goto(`/checkout/${draftId}`);
  await expectPaid(page);
  await page.goto(`/checkout/${draftId}/confirm`);
  await expectPaid(page);
  await expectOneCharge(draftId);
});

test("check G6 fault T17 Enter twice in the card's last field pays once", async ({ page }) => {
  const { draftId } = await begin(page);
  await typeCard(page, cards.pays);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expectPaid(page);
  await expectOneCharge(draftId);
});

test("check G6 the button is busy and names its key while it pays", async ({ page }) => {
  const { draftId } = await begin(page);
  await scriptGateway("0005", [{ behavior: "delay", ms: 1_500 }]);
  await payWithCard(page, cards.paysWithFourDigits, { code: "1234" });
  await expect(payButton(page)).toHaveAttribute("aria-busy", "true");
  await expect(payButton(page)).toHaveAttribute("data-idem", /^[\w-]{20,}$/);
  await expect(page.getByText("Asking your bank…")).toBeVisible();
  await expectPaid(page);
  await expectOneCharge(draftId);
});

test.describe("the gateway does not answer", () => {
  // One after the other: they all tell the gateway what happens to the same card.
  test.describe.configure({ mode: "default" });

  const dontPayAgain = "We are checking whether the payment went through. Don’t pay again.";

  /** Keeps the page where it stands while it is looked at. */
  const holdStatus = async (page: Page): Promise<() => void> => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/checkout\/odr_\w+\/status$/, async (route) => {
      await held;
      await route.continue();
    });
    return release;
  };

  const expectResolved = async (page: Page, draftId: string, since: number): Promise<void> => {
    await page.waitForURL(/\/welcome\/ord_\w+$/, { timeout: 60_000 });
    process.stdout.write(`page P7.3: resolved ${((Date.now() - since) / 1000).toFixed(1)} s after Pay\n`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Paid €39.27");
    await expectOneCharge(draftId);
  };

  test("page P7.3 fault T13 slow to charge: told not to pay again within 5 s, paid without a reload", async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const { draftId } = await begin(page);
    await scriptGateway("4444", [{ behavior: "delay", ms: 5_500 }]);
    const since = Date.now();
    await payWithCard(page, cards.paysToo);
    const pressed = Date.now();
    await expect(page.getByText(dontPayAgain)).toBeVisible({ timeout: 15_000 });
    process.stdout.write(`page P7.3: told not to pay again after ${((Date.now() - pressed) / 1000).toFixed(1)} s\n`);
    expect(Date.now() - pressed).toBeLessThanOrEqual(3 * 5_000);
    await expectResolved(page, draftId, since);
  });

  test("page P7.3 fault T13 silent after charging: found at the gateway, never charged again", async ({ page }) => {
    test.setTimeout(120_000);
    const { draftId } = await begin(page);
    await scriptGateway("4444", ["timeout_after_charge"]);
    const since = Date.now();
    await payWithCard(page, cards.paysToo);
    await expectResolved(page, draftId, since);
  });

  test("page P7.3 page P7.4 fault T14 silent before charging: sent again under the same key, charged once", async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const { draftId } = await begin(page);
    await scriptGateway("4444", ["timeout_before_charge"]);
    const release = await holdStatus(page);
    const since = Date.now();
    await payWithCard(page, cards.paysToo);
    await expect(page.getByText(dontPayAgain)).toBeVisible({ timeout: 15_000 });
    // Whoever opens the form anew is led to the same payment.
    const again = await page.context().newPage();
    await again.goto(`/checkout/${draftId}`);
    await expect(again.getByText(dontPayAgain)).toBeVisible();
    await again.close();
    await expectAccessible(page);
    release();
    await expectResolved(page, draftId, since);
    const { payments } = await moneyOf(draftId);
    expect(payments).toHaveLength(1);
  });

  test("page P7.4 fault T15 answers that cannot be read: asked until one can", async ({ page }) => {
    test.setTimeout(120_000);
    const { draftId } = await begin(page);
    await scriptGateway("4444", ["error_500", "malformed"]);
    const since = Date.now();
    await payWithCard(page, cards.paysToo);
    await expectResolved(page, draftId, since);
    expect((await moneyOf(draftId)).payments).toHaveLength(1);
  });

  test("page P7 fault T6 the shopper's own connection breaks: the page asks again by itself, and pays once", async ({
    page,
    allowErrors,
  }) => {
    allowErrors(/ERR_FAILED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION/);
    const { draftId } = await begin(page);
    let lost = 0;
    await page.route(/\/checkout\/odr_\w+\/pay$/, async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await payWithCard(page, cards.pays);
    await expect(page.getByText(dontPayAgain)).toBeVisible();
    await expect(payButton(page)).toHaveCount(0);
    await expectPaid(page);
    expect(lost).toBe(2);
    await expectOneCharge(draftId);
  });
});
