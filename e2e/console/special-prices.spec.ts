import { expectAccessible } from "../fixtures/accessibility";
import { expectMoney } from "../fixtures/amounts";
import { newEmail, openCheckout } from "../fixtures/checkout";
import { database } from "../fixtures/database";
import { planOf } from "../fixtures/price-list";
import { signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

test("feature F1.15 page D1 a plan says who pays another price, and the general one beside it", async ({ page }) => {
  await signInAs(page, "rosa");
  await page.goto("/console/catalog/desk-business");
  const special = page.getByRole("region", { name: "Other prices of Desk Business" });
  const rows = special.getByTestId("row-special-price");
  await expect(rows).toHaveCount(6);
  await expect(rows.filter({ hasText: "€52.00" })).toHaveText(/segment nonprofit.*€52\.00 each/);
  await expect(page.getByText("everybody else pays the price above")).toBeVisible();
  await expectAccessible(page);
});

test("feature F1.15 page D1 a plan says which price is for orders through sales", async ({ page }) => {
  await signInAs(page, "rosa");
  await page.goto("/console/catalog/sign-pro");
  const rows = page.getByRole("region", { name: "Other prices of Sign Pro" }).getByTestId("row-special-price");
  await expect(rows).toHaveCount(6);
  await expect(rows.filter({ hasText: "€32.00" })).toHaveText(/^orders through sales.*€32\.00 each/);
  await expectAccessible(page);
});

test("feature F1.15 page T2 a change by staff goes by the price of sales, and the store by its own", async ({
  page,
}) => {
  await page.goto("/pricing?country=DE&buyer=business&product=sign&seats=1");
  await expectMoney(planOf(page, "sign-pro").getByTestId("amt-net"), 3600);
  const { orderId } = await sell(newEmail("through-sales"));
  const [subscription] = await database()<{ id: string }[]>`select id from subscriptions where order_id = ${orderId}`;
  await signInAs(page, "jonas");
  await page.goto(`/console/subscriptions/${subscription?.id}`);
  await page.getByRole("button", { name: "Change plan", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Change the plan" });
  await dialog.getByLabel("Plan").selectOption("sign-pro");
  await dialog.getByLabel("Takes effect").selectOption("now");
  await dialog.getByRole("button", { name: "Show what it costs" }).click();
  await expect(dialog.getByTestId("preview").first()).toContainText("€32.00");
});

test("feature F1.15 page T1 staff set the segment of an account, and the next change of plan goes by it", async ({
  page,
}) => {
  const email = newEmail("nonprofit");
  const { orderId } = await sell(email);
  const [order] = await database()<{ account: string; subscription: string }[]>`
    select o.account_id as account, s.id as subscription
    from orders o join subscriptions s on s.order_id = o.id where o.id = ${orderId}`;
  const { account = "", subscription = "" } = order ?? {};
  await signInAs(page, "jonas");
  await page.goto(`/console/accounts/${account}`);
  const segment = page.getByRole("region", { name: "Segment" });
  await expect(segment.getByTestId("segment")).toHaveText(/^Like every customer/);
  await segment.getByLabel("Segment").selectOption("nonprofit");
  await segment.getByRole("button", { name: "Set segment" }).click();
  await expect(segment.getByTestId("segment")).toHaveText(/^nonprofit: it gets the prices for this segment/);
  const audited = await database()`
    select 1 from audit_entries where action = 'accounts:set_segment' and account_id = ${account}`;
  expect(audited).toHaveLength(1);
  await expectAccessible(page);
  await page.goto(`/console/subscriptions/${subscription}`);
  await page.getByRole("button", { name: "Change plan", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Change the plan" });
  await dialog.getByLabel("Plan").selectOption("desk-business");
  await dialog.getByRole("button", { name: "Show what it costs" }).click();
  await expect(dialog.getByTestId("preview").first()).toContainText("€52.00");
});

test("feature F7.5 page P6.6 a code of an amount takes it off in the currency of the order", async ({ page }) => {
  await openCheckout(page, { seats: 8, buyer: "business" });
  await page.getByText("Have a code?").click();
  await page.getByRole("textbox", { name: "Promotion code" }).fill("hello10");
  await page.getByRole("button", { name: "Apply" }).click();
  await expectMoney(page.getByTestId("amt-discount"), -1000);
  await expect(page.getByRole("main")).toContainText("HELLO10, €10.00 off until 15 Dec 2026");
});
