import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "@playwright/test";

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

/** A Chromium for the browser tests: the one named, one that is installed, or one that is installed now. */
export const findBrowser = (): string => {
  const named = process.env.CHROMIUM_PATH;
  if (named && !fs.existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
  const found = named ?? installed.find((candidate) => fs.existsSync(candidate)) ?? downloaded();
  if (found) return found;
  say("No Chromium found: asking Playwright for one …");
  if (runs(process.execPath, "node_modules/@playwright/test/cli.js", "install", "chromium")) {
    return downloaded() ?? giveUp();
  }
  if (process.getuid?.() === 0 && fs.existsSync("/etc/debian_version")) {
    say("Playwright could not fetch one: installing Debian's chromium …");
    if (runs("apt-get", "update") && runs("apt-get", "install", "-y", "chromium")) return "/usr/bin/chromium";
  }
  return giveUp();
};

const giveUp = (): never => {
  throw new Error("The browser tests need Chromium. Install it, or set CHROMIUM_PATH to one, and run npm test again.");
};
