import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { cards, expectPaid, payButton, payWithCard } from "../fixtures/card";
import { beginCheckout, expectOneCharge, moneyOf } from "../fixtures/one-charge";
import { scriptGateway } from "../fixtures/simulators";
import { expect, test } from "../fixtures/test";

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
    const { draftId } = await beginCheckout(page);
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
    const { draftId } = await beginCheckout(page);
    await scriptGateway("4444", ["timeout_after_charge"]);
    const since = Date.now();
    await payWithCard(page, cards.paysToo);
    await expectResolved(page, draftId, since);
  });

  test("page P7.3 page P7.4 fault T14 silent before charging: sent again under the same key, charged once", async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const { draftId } = await beginCheckout(page);
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
    const { draftId } = await beginCheckout(page);
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
    const { draftId } = await beginCheckout(page);
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
