import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { withRole } from "@/db/app-role";
import { aims, measureReading } from "./deep/measure-reading";
import { findBrowser } from "./find-browser";
import { applicationEnvironment } from "./programs";
import { root } from "./run-stages";
import { readOrMakeSecrets } from "./secrets";
import { readSettings } from "./settings";

const patienceMs = 120_000;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const runToItsEnd = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> => {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("The big company could not be made; the reason stands above.");
};

/**
 * What takes too long for `npm test`: a company with 190,000 invoices billed by the engine, kept in .data/deep, and how
 * fast its lists, search and longest account are read. One line of JSON; exit 1 where an aim is missed.
 */
export const main = async ({ arguments: args }: { arguments: readonly string[] }): Promise<void> => {
  const folder = path.join(root, ".data", "deep");
  const env = { ...process.env, DATA_DIR: folder, PORT: process.env.DEEP_PORT || "4700", SEED: "none" };
  const made = path.join(folder, "made");
  if (args.includes("--fresh")) fs.rmSync(folder, { recursive: true, force: true });
  if (!fs.existsSync(made)) {
    fs.rmSync(folder, { recursive: true, force: true });
    const began = Date.now();
    say("Billing twenty months of 10,000 accounts; some minutes …");
    await runToItsEnd(["--import", "tsx", "scripts/deep/make-big-company.ts"], { ...env, NODE_ENV: "production" });
    say(`  done in ${Math.round((Date.now() - began) / 1000)} s`);
    fs.writeFileSync(made, "");
  }
  process.env.CHROMIUM_PATH ??= findBrowser();
  await measureServed(env);
};

const measureServed = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const settings = readSettings(env, root);
  const product = spawn(process.execPath, ["run.mjs", "start"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
  const ended = new Promise<void>((resolve) => product.once("exit", () => resolve()));
  try {
    for (const until = Date.now() + patienceMs; ; ) {
      const ready = await fetch(`${settings.appOrigin}/api/health/ready`).catch(() => null);
      if (ready?.ok) break;
      if (Date.now() > until || product.exitCode !== null) throw new Error("The product did not come up.");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const secrets = readOrMakeSecrets(settings.dataDirectory);
    const owner = `postgres://postgres@127.0.0.1:${settings.ports.postgres}/perennial`;
    const databaseUrl = withRole(owner, secrets.appRolePassword);
    Object.assign(process.env, applicationEnvironment({ settings, secrets, databaseUrl, isDevelopment: false }));
    const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
    const [size] =
      await sql`select (select count(*)::int from invoices) as invoices, (select count(*)::int from accounts) as accounts`;
    await sql.end();
    const readings = await measureReading({ origin: settings.appOrigin, databaseUrl });
    const missed = readings.filter(({ isMet }) => !isMet).map(({ page }) => page);
    process.stdout.write(`${JSON.stringify({ ...size, aims, readings, missed, ok: missed.length === 0 })}\n`);
    process.exitCode = missed.length === 0 ? 0 : 1;
  } finally {
    product.kill("SIGTERM");
    await ended;
  }
};
