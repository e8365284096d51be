import { signInAs } from "../fixtures/sign-in";
import { expect, test } from "../fixtures/test";
import { weighScripts } from "../fixtures/weigh-scripts";

test("the console asks for at most 320 kB of scripts", async ({ page }) => {
  await signInAs(page, "beth");
  expect(await weighScripts(page, "/console/invoices")).toBeLessThanOrEqual(320_000);
});
