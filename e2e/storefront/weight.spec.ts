import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { openCheckout } from "../fixtures/checkout";
import { expect, test } from "../fixtures/test";

const budgetBytes = 170_000;

/** The gzipped size of every script that a browser asks for which has nothing in its cache. */
const weigh = async (page: Page, path: string): Promise<number> => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") {
      sizes.push(response.body().then((body) => gzipSync(body).length));
    }
  });
  await page.goto(path, { waitUntil: "networkidle" });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  process.stdout.write(
    `scripts of ${path.replace(/odr_\w+/, "[id]")}: ${(total / 1000).toFixed(1)} kB in ${sizes.length} files\n`,
  );
  return total;
};

test("the pricing page asks for at most 170 kB of scripts", async ({ page }) => {
  expect(await weigh(page, "/pricing?country=DE")).toBeLessThanOrEqual(budgetBytes);
});

test("the checkout asks for at most 170 kB of scripts, the card fields' included", async ({ page, openBrowser }) => {
  const id = await openCheckout(page);
  const cold = await openBrowser();
  await cold.context.addCookies(await page.context().cookies());
  expect(await weigh(cold.page, `/checkout/${id}`)).toBeLessThanOrEqual(budgetBytes);
});
