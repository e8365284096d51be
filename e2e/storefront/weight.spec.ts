import { openCheckout } from "../fixtures/checkout";
import { expect, test } from "../fixtures/test";
import { weighScripts } from "../fixtures/weigh-scripts";

const budgetBytes = 170_000;

test("the pricing page asks for at most 170 kB of scripts", async ({ page }) => {
  expect(await weighScripts(page, "/pricing?country=DE")).toBeLessThanOrEqual(budgetBytes);
});

test("the checkout asks for at most 170 kB of scripts, the card fields' included", async ({ page, openBrowser }) => {
  const id = await openCheckout(page);
  const cold = await openBrowser();
  await cold.context.addCookies(await page.context().cookies());
  expect(await weighScripts(cold.page, `/checkout/${id}`)).toBeLessThanOrEqual(budgetBytes);
});
