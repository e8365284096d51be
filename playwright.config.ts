import { defineConfig, devices } from "@playwright/test";
import { dataDirectory, origin, port } from "./e2e/fixtures/instance";

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };

/** Three audiences and the demo's past, one product started for them on a new database: see e2e/README.md. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalTeardown: "./e2e/prove-at-the-end.ts",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...desktop,
    baseURL: origin,
    locale: "en-IE",
    timezoneId: "Europe/Dublin",
    // Recording costs a third of the time: asked for when a failure is looked into.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-default-apps",
        "--disable-domain-reliability",
      ],
    },
  },
  projects: [
    { name: "storefront", testDir: "e2e/storefront" },
    { name: "portal", testDir: "e2e/portal" },
    { name: "console", testDir: "e2e/console" },
    { name: "access", testDir: "e2e/access", fullyParallel: false },
    ...(process.env.DEMO_HISTORY !== "0" ? [{ name: "history", testDir: "e2e/history" }] : []),
  ],
  webServer: {
    command: "node e2e/start-fresh.mjs",
    url: `${origin}/api/health/ready`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: { PORT: String(port), DATA_DIR: dataDirectory, SEED: "demo" },
  },
});
