import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { database } from "../fixtures/database";
import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";

// Nobody of these journeys pauses what Inc. sold: choosing it here changes nothing for the others.
const path = "/console/settings/billing-policy?seller=inc";
const pause = "A pause";

const preview = (page: Page, title: string): Locator => page.getByTestId("preview").filter({ hasText: title });

const show = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Show what changes" }).click();
};

const confirm = (page: Page): Locator => page.getByRole("button", { name: "Sell by this policy" });

test("page D8 a controller sees what another policy comes to, sells by it, and goes back", async ({ page }) => {
  await signInAs(page, "claire");
  await page.goto(path);
  const example = page.getByRole("region", { name: "What it comes to" }).first();
  await expect(example.getByTestId("situation-pause")).toContainText("−US$19.65");
  await expectAccessible(page);

  await show(page);
  await expect(page.getByText("This is the policy that holds. Choose something else first.")).toBeVisible();

  await page.getByLabel(pause).selectOption({ label: "Stands" });
  await show(page);
  await expect(preview(page, "What changes").getByRole("rowheader")).toHaveText([
    "A pause: Stands (until now: Given back)",
  ]);
  const paused = preview(page, "What the example comes to").getByRole("row", { name: /paused/ });
  await expect(paused.getByRole("cell")).toHaveText(["−US$19.65", "US$0.00"]);
  await expectAccessible(page);
  // What was shown holds for what was asked alone.
  await page.getByLabel("A downgrade").selectOption({ label: "At once" });
  await expect(confirm(page)).toHaveCount(0);
  await page.getByLabel("A downgrade").selectOption({ label: "When the billed period ends" });
  await show(page);
  await confirm(page).click();
  await expect(page.getByText("What is sold from now on is billed by this policy.")).toBeVisible();
  await expect(example.getByTestId("situation-pause")).toContainText("US$0.00");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByLabel(pause)).toHaveValue("no_credit");

  const history = page.getByRole("region", { name: "Before" });
  await expect(history.getByRole("listitem").filter({ hasText: "Claire Moreau" }).first()).toContainText(
    "A pause: Given back became Stands",
  );
  await history.getByRole("link", { name: "Start from the policy the seller began with" }).click();
  await expect(page.getByText("The fields stand as the seller began. Nothing is chosen yet.")).toBeVisible();
  await expect(page.getByLabel(pause)).toHaveValue("credit");
  await show(page);
  await confirm(page).click();
  await expect(example.getByTestId("situation-pause")).toContainText("−US$19.65");
  const [inc] = await database()`select policy_id from sellers where key = 'inc'`;
  expect(inc?.policy_id).toBe(1);
});

test("page D8 an auditor reads the policy and cannot choose another", async ({ page }) => {
  await signInAs(page, "beth");
  await page.goto("/console/settings/billing-policy");
  await expect(page.getByText("A controller or a platform admin chooses it.")).toBeVisible();
  await expect(page.getByTestId("option-belowZero")).toHaveText("Waits for the next invoice");
  await expect(page.getByRole("button", { name: "Show what changes" })).toHaveCount(0);
  await expectAccessible(page);
});
