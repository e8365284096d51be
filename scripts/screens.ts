import fs from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import type { Audience } from "@/e2e/fixtures/pages";
import { findBrowser } from "./find-browser";
import { root } from "./run-stages";
import { readSettings } from "./settings";

const widths = [390, 768, 1280] as const;
const schemes = ["light", "dark"] as const;
const folder = path.join(root, ".screens");

/** Who sees each audience's pages best: nobody, an owner, and the auditor who may read everything. */
const visitors: Readonly<Record<Audience, string | null>> = {
  storefront: null,
  portal: "mina@brightbarn.example",
  console: "beth@alderpost.example",
};

const settings = readSettings(process.env, root);

// The samples of pages are made in the instance that is photographed, which they read as they are loaded.
process.env.E2E_PORT = String(settings.ports.app);
process.env.E2E_DATA_DIR = settings.dataDirectory;
const { audiences, listPages, samplePath } = await import("@/e2e/fixtures/pages");

/** Photographs every page of the running demo at three widths, in light and dark colours. */
export const main = async (): Promise<void> => {
  await checkRunning();
  fs.rmSync(folder, { recursive: true, force: true });
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  try {
    for (const audience of audiences) await photographAudience(browser, audience);
  } finally {
    await browser.close();
  }
  process.stdout.write(`${fs.readdirSync(folder, { recursive: true }).length} pictures and folders in ${folder}\n`);
};

const checkRunning = async (): Promise<void> => {
  const isUp = await fetch(`${settings.appOrigin}/api/health/live`)
    .then(({ ok }) => ok)
    .catch(() => false);
  if (!isUp) throw new Error(`Nothing runs at ${settings.appOrigin}. Start it with npm start, then take the screens.`);
};

const photographAudience = async (browser: Browser, audience: Audience): Promise<void> => {
  const context = await browser.newContext({ baseURL: settings.appOrigin, locale: "en-IE", reducedMotion: "reduce" });
  const page = await context.newPage();
  const visitor = visitors[audience];
  if (visitor) await signIn(page, visitor);
  for (const pattern of listPages(audience)) await photographPage(context, audience, pattern);
  await context.close();
};

const signIn = async (page: Page, email: string): Promise<void> => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await page.getByLabel("Demo password").fill("alderpost-demo");
  await page.getByRole("button", { name: "Sign in with password" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
};

const photographPage = async (context: BrowserContext, audience: Audience, pattern: string): Promise<void> => {
  const began = Date.now();
  const page = await context.newPage();
  const address = await samplePath(page, pattern);
  const name = `${audience}/${fileNameOf(pattern)}`;
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 700 ? 844 : 800 });
      await page.goto(address);
      await page.getByRole("main").waitFor();
      await untilFramesAreDrawn(page);
      await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.close();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${pattern} as ${visitors[audience] ?? "a visitor"}: ${widths.length * 2} pictures, ${seconds} s\n`,
  );
};

const fileNameOf = (pattern: string): string =>
  pattern === "/" ? "home" : pattern.slice(1).replaceAll(/[[\]]/g, "").replaceAll("/", "-");

/** A frame of another origin is drawn only where the window reaches: for one further down the window grows. */
const untilFramesAreDrawn = async (page: Page): Promise<void> => {
  await page.waitForLoadState("networkidle");
  const viewport = page.viewportSize();
  const frame = await page
    .locator("main iframe")
    .first()
    .boundingBox({ timeout: 500 })
    .catch(() => null);
  if (!viewport || !frame || frame.y < viewport.height) return;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...viewport, height });
  await page.waitForTimeout(300);
};
