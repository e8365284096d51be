import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs");

const runVitest = (...args: string[]): number =>
  spawnSync(process.execPath, [vitest, "run", ...args], { cwd: root, stdio: "inherit" }).status ?? 1;

/** The engine's suite, on the embedded executor or, with ENGINE_URL, on a real Inngest server. */
export const main = async (): Promise<void> => {
  const engineUrl = process.env.ENGINE_URL;
  if (engineUrl) {
    process.stderr.write(`The suite runs against the Inngest server at ${engineUrl}\n`);
    process.exitCode = runVitest("--project", "db", "inngest/executor/engine.db.test.ts", "--testTimeout", "180000");
    return;
  }
  process.exitCode = runVitest("--project", "db", "--project", "race", "inngest/executor/engine");
  process.stderr.write(
    "Not run against a real Inngest server: set ENGINE_URL to one, such as the one that `npx inngest-cli dev --no-discovery` starts.\n",
  );
};
