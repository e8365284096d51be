import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { weighScripts } from "../fixtures/weigh-scripts";

test("My Account asks for at most 220 kB of scripts", async ({ page }) => {
  await signInAs(page, "mina");
  expect(await weighScripts(page, "/account")).toBeLessThanOrEqual(220_000);
});
