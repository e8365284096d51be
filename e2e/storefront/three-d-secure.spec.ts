import type { FrameLocator, Page } from "@playwright/test";
import { mailToWhoLeft } from "../fixtures/abandonment";
import { expectAccessible } from "../fixtures/accessibility";
import { cardFrame, cards, expectPaid, payButton, payWithCard, typeCard } from "../fixtures/card";
import { emailField } from "../fixtures/checkout";
import { linkIn, readMail } from "../fixtures/mails";
import { beginCheckout, expectOneCharge, moneyOf } from "../fixtures/one-charge";
import { scriptGateway } from "../fixtures/simulators";
import { expect, test } from "../fixtures/test";

const bank = (page: Page): FrameLocator => page.frameLocator('iframe[title="Your bank"]');

const expectChallenge = async (page: Page): Promise<void> => {
  await page.waitForURL(/\/confirm$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Approve the payment");
  await expect(bank(page).getByRole("button", { name: "Approve payment" })).toBeVisible();
};

test("page P7.1 a card that asks the bank is approved: one charge", async ({ page }) => {
  const { draftId } = await beginCheckout(page);
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
    await beginCheckout(page);
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
  const { draftId, email } = await beginCheckout(page);
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
  const { draftId } = await beginCheckout(page);
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
  const { draftId, email } = await beginCheckout(page);
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
  const { draftId, email } = await beginCheckout(page);
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
  const { draftId, email } = await beginCheckout(page);
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
  const { draftId } = await beginCheckout(page);
  await typeCard(page, cards.pays);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expectPaid(page);
  await expectOneCharge(draftId);
});

test("check G6 the button is busy and names its key while it pays", async ({ page }) => {
  const { draftId } = await beginCheckout(page);
  await scriptGateway("0005", [{ behavior: "delay", ms: 1_500 }]);
  await payWithCard(page, cards.paysWithFourDigits, { code: "1234" });
  await expect(payButton(page)).toHaveAttribute("aria-busy", "true");
  await expect(payButton(page)).toHaveAttribute("data-idem", /^[\w-]{20,}$/);
  await expect(page.getByText("Asking your bank…")).toBeVisible();
  await expectPaid(page);
  await expectOneCharge(draftId);
});
