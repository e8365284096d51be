import type { Page } from "@playwright/test";
import { demoApiKeyOf } from "@/server/auth/api-key-secrets";
import { expectAccessible } from "../fixtures/accessibility";
import { database } from "../fixtures/database";
import { origin, secrets } from "../fixtures/instance";
import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";

const subscriptionOf = async (email: string): Promise<string> => {
  const [row] = await database()`
    select s.id from subscriptions s join contacts c on c.account_id = s.account_id where c.email = ${email} limit 1`;
  return row?.id;
};

const report = async (key: string, eventId: string) => {
  const events = [
    { id: eventId, subscription: await subscriptionOf("mina@brightbarn.example"), meter: "flow_runs", value: "47.5" },
  ];
  const response = await fetch(`${origin}/api/v1/usage-events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ events }),
  });
  return { status: response.status, json: await response.json() };
};

const makeKey = async (page: Page, name: string): Promise<string> => {
  await page.goto("/console/settings/api-keys");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Make key" }).click();
  await expect(page.getByText(`The key ${name} is made`)).toBeVisible();
  return page.getByTestId("secret").innerText();
};

test("page D8 feature F5.1 an admin makes a key, a program reports with it, and it ends when it is revoked", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await signInAs(page, "omar");
  const name = `Product ${Date.now()}`;
  const key = await makeKey(page, name);
  await page.getByRole("button", { name: "Copy key" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await expectAccessible(page);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText(key.slice(0, 12));
  await expect(row).toContainText("Omar Haddad");
  await expect(row.getByTestId("last-use")).toHaveText("Never");

  const eventId = `journey-${Date.now()}`;
  expect(await report(key, eventId)).toEqual({ status: 200, json: { accepted: 1, duplicates: 0, refused: [] } });
  expect(await report(key, eventId)).toEqual({ status: 200, json: { accepted: 0, duplicates: 1, refused: [] } });
  await page.reload();
  await expect(page.getByTestId("secret")).toHaveCount(0);
  expect(await page.content()).not.toContain(key);
  await expect(row.getByTestId("last-use").locator("time")).toBeVisible();

  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Revoke ${name}?` });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  expect((await report(key, eventId)).status).toBe(200);
  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(row).toContainText("Revoked");
  expect(await report(key, eventId)).toMatchObject({ status: 401, json: { code: "api_key.unknown" } });
  const [recorded] = await database()`select value from usage_events where event_id = ${eventId}`;
  expect(recorded?.value).toBe("47.500000000000");
});

test("page D8 the demo's key works, and its API describes itself", async () => {
  const key = demoApiKeyOf(secrets().authSecret);
  expect(await report(key, `demo-${Date.now()}`)).toMatchObject({ status: 200, json: { accepted: 1 } });
  const described = await (await fetch(`${origin}/api/v1/openapi.json`)).json();
  expect(described.servers).toEqual([{ url: origin }]);
  expect(Object.keys(described.paths)).toContain("/api/v1/usage-events");
});

test("page D8 an auditor reads the keys and can neither make nor revoke one", async ({ page }) => {
  await signInAs(page, "beth");
  await page.goto("/console/settings/api-keys");
  await expect(page.getByRole("row").filter({ hasText: "Demo" })).toContainText("Works");
  await expect(page.getByRole("button", { name: "Make key" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Revoke/ })).toHaveCount(0);
});
