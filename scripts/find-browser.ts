import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "@playwright/test";

/** Chromium without a window's furniture, which is what Playwright itself drives: a page opens in a third of the time. */
const headlessShell = "/usr/bin/chromium-headless-shell";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: ["ignore", 2, 2] }).status === 0;

const downloaded = (): string | null => {
  const path = chromium.executablePath();
  return fs.existsSync(path) ? path : null;
};

const isRootOnDebian = (): boolean => process.getuid?.() === 0 && fs.existsSync("/etc/debian_version");

const installFromDebian = (name: string): string | null => {
  say(`Installing Debian's ${name} for the browser tests …`);
  const isInstalled = runs("apt-get", "update") && runs("apt-get", "install", "-y", name);
  return isInstalled ? `/usr/bin/${name}` : null;
};

const installFromPlaywright = (): string | null => {
  say("No Chromium found: asking Playwright for one …");
  runs(process.execPath, "node_modules/@playwright/test/cli.js", "install", "chromium");
  return downloaded();
};

/** A Chromium for the browser tests: the one named, one that is installed, or one that is installed now. */
export const findBrowser = (): string => {
  const named = process.env.CHROMIUM_PATH;
  if (named && !fs.existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
  if (named) return named;
  if (fs.existsSync(headlessShell)) return headlessShell;
  const shell = isRootOnDebian() ? installFromDebian("chromium-headless-shell") : null;
  return (
    shell ??
    installed.find((candidate) => fs.existsSync(candidate)) ??
    downloaded() ??
    installFromPlaywright() ??
    (isRootOnDebian() ? installFromDebian("chromium") : null) ??
    giveUp()
  );
};

const giveUp = (): never => {
  throw new Error("The browser tests need Chromium. Install it, or set CHROMIUM_PATH to one, and run npm test again.");
};
