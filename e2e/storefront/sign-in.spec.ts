import type { Page } from "@playwright/test";
import { database } from "../fixtures/database";
import { origin } from "../fixtures/instance";
import { countMails, linkIn, type Mail, readMail } from "../fixtures/mails";
import { people, signInAs } from "../fixtures/sign-in";
import { sell } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

const password = "alderpost-demo";

const emailField = (page: Page) => page.getByRole("textbox", { name: "E-mail address" });

const signInByPassword = async (page: Page, email: string, typed = password): Promise<void> => {
  await emailField(page).fill(email);
  await page.getByLabel("Demo password").fill(typed);
  await page.getByRole("button", { name: "Sign in with password" }).click();
};

const askForCode = async (page: Page, email: string): Promise<Mail> => {
  await emailField(page).fill(email);
  await page.getByRole("button", { name: "Continue with e-mail" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
  return readMail({ to: email, kind: "sign_in_code" });
};

const codeIn = ({ text }: Mail): string => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join("") ?? "";

/** A customer of this test's own, who can ask for as many codes as it takes. */
const newCustomer = async (name: string): Promise<string> => {
  const email = `${name}.${Date.now().toString(36)}@tulpe.example`;
  await sell(email);
  await readMail({ to: email, kind: "receipt" });
  return email;
};

test.describe("page P9 sign in", () => {
  for (const { who, lands } of [
    { who: "mina", lands: "/account" },
    { who: "ana", lands: "/account" },
    { who: "sam", lands: "/console" },
    { who: "claire", lands: "/console" },
  ] as const) {
    test(`page P9 ${who} signs in by the demo's password and lands in ${lands}`, async ({ page }) => {
      await page.goto("/sign-in");
      await signInByPassword(page, people[who]);
      await page.waitForURL((url) => url.pathname.startsWith(lands));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
  }

  test("page P9.1 a deep link leads through signing in back to itself, query included", async ({ page }) => {
    const deep = "/console/accounts?q=Bright";
    await page.goto(deep);
    await expect(page).toHaveURL(`${origin}/sign-in?returnTo=${encodeURIComponent(deep)}`);
    await signInByPassword(page, people.claire);
    await page.waitForURL(`${origin}${deep}`);
  });

  test("page P9.2 a code pasted with a space signs in", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const email = await newCustomer("paste");
    await page.goto("/sign-in?returnTo=/account/invoices");
    const code = codeIn(await askForCode(page, email));
    expect(code).toMatch(/^\d{6}$/);
    const field = page.getByRole("textbox", { name: "6-digit code" });
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute("autocomplete", "one-time-code");
    await page.evaluate((text) => navigator.clipboard.writeText(text), ` ${code.slice(0, 3)} ${code.slice(3)} `);
    await page.keyboard.press("ControlOrMeta+v");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${origin}/account/invoices`);
  });

  test("page P9.3 the mailed link signs in once, after one press, on any device", async ({ page, openBrowser }) => {
    const email = await newCustomer("link");
    await page.goto("/sign-in");
    const link = linkIn(await askForCode(page, email), "/sign-in/link");

    const phone = await openBrowser();
    await phone.page.goto(link);
    await expect(phone.page.getByRole("heading", { level: 1 })).toHaveText(`Sign in as ${email}`);
    await phone.page.reload();
    await phone.page.getByRole("button", { name: "Sign in" }).click();
    await phone.page.waitForURL(`${origin}/account`);

    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
    await expect(page.getByRole("button", { name: `Mail a new link to ${email}` })).toBeVisible();
  });

  test("page P9.3 a link and its code end after 15 minutes", async ({ page }) => {
    const email = await newCustomer("late");
    await page.goto("/sign-in");
    const mail = await askForCode(page, email);
    const [kept] = await database()<{ minutes: number }[]>`
      select round(extract(epoch from expires_at - created_at) / 60)::int as minutes
      from sign_in_codes where email = ${email}`;
    expect(kept?.minutes).toBe(15);
    await database()`
      update sign_in_codes set created_at = created_at - interval '15 minutes', expires_at = expires_at - interval '15 minutes'
      where email = ${email}`;
    await page.getByRole("textbox", { name: "6-digit code" }).fill(codeIn(mail));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("#code-error")).toContainText("This code no longer works.");
    await expect(page).toHaveTitle(/^Error: /);
    await page.goto(linkIn(mail, "/sign-in/link"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
  });

  test("page P9.4 known and unknown addresses get the same answer in the same time", async ({ page }) => {
    const known = await newCustomer("known");
    const unknown = `nobody.${Date.now().toString(36)}@tulpe.example`;
    const answers: { text: string; ms: number }[] = [];
    for (const email of [known, unknown]) {
      await page.context().clearCookies();
      await page.goto("/sign-in");
      await emailField(page).fill(email);
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Continue with e-mail" }).click();
      const ms = Math.round((await answered).request().timing().responseStart);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
      const text = await page.getByRole("main").innerText();
      answers.push({ text: text.replaceAll(email, "…").replaceAll(/\d+ s\b/g, "… s"), ms });
    }
    const [first, second] = answers;
    process.stdout.write(`page P9.4: known ${first?.ms} ms, unknown ${second?.ms} ms\n`);
    expect(second?.text).toBe(first?.text);
    expect(await countMails(unknown)).toBe(0);
  });

  test("fault T61 a code dies with its fifth wrong try", async ({ page }) => {
    const email = await newCustomer("guess");
    await page.goto("/sign-in");
    const code = codeIn(await askForCode(page, email));
    const wrong = code === "000000" ? "000001" : "000000";
    for (const says of ["4 tries left", "3 tries left", "2 tries left", "1 try left", "no longer works"]) {
      await page.getByRole("textbox", { name: "6-digit code" }).fill(wrong);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.locator("#code-error")).toContainText(says);
    }
    await page.getByRole("textbox", { name: "6-digit code" }).fill(code);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("#code-error")).toContainText("This code no longer works.");
  });

  test("page P9 a wrong password is said beside the field, and the address stays", async ({ page }) => {
    await page.goto("/sign-in");
    await signInByPassword(page, people.mina, "not this");
    await expect(page.locator("#password-error")).toContainText(
      "This address and this password do not belong together.",
    );
    await expect(emailField(page)).toHaveValue(people.mina);
    await expect(page).toHaveTitle(/^Error: /);
  });

  test("page P9 a likely slip in the address is offered to be mended", async ({ page }) => {
    await page.goto("/sign-in");
    await emailField(page).fill("mina@brightbarn.exmaple");
    await page.getByLabel("Demo password").focus();
    await page.getByRole("button", { name: people.mina }).click();
    await expect(emailField(page)).toHaveValue(people.mina);
  });

  test("page P9 signing out ends the session everywhere it was copied to", async ({ page, openBrowser }) => {
    await signInAs(page, "leo");
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
    const copy = await openBrowser();
    await copy.context.addCookies(await page.context().cookies());
    await page.getByRole("button", { name: "Your menu" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/account"));
    for (const browser of [page, copy.page]) {
      await browser.goto("/account");
      await expect(browser).toHaveURL(`${origin}/sign-in?returnTo=%2Faccount`);
    }
  });

  for (const evil of ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]) {
    test(`fault T58 signing in never leads to ${evil}`, async ({ page }) => {
      await page.goto(`/sign-in?returnTo=${encodeURIComponent(evil)}`);
      await signInByPassword(page, people.mina);
      await page.waitForURL(`${origin}/account`);
    });
  }

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test("page P9 code and password work without scripts", async ({ page }) => {
      await page.goto("/sign-in");
      await signInByPassword(page, people.mina);
      await expect(page).toHaveURL(`${origin}/account`);
    });
  });
});
