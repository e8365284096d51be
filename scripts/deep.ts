import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { aims, measureReading } from "./deep/measure-reading";
import { playManyLives } from "./deep/play-many-lives";
import { findBrowser } from "./find-browser";
import {
  embeddedDatabaseUrl,
  placeOfItsOwn,
  runScript,
  startProduct,
  stopEverythingOnSignals,
} from "./product-process";
import { applicationEnvironment } from "./programs";
import { root } from "./run-stages";
import { readOrMakeSecrets } from "./secrets";
import { readSettings } from "./settings";

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

type Invocation = { readonly arguments: readonly string[]; readonly build: () => void };

/**
 * What takes too long for `npm test`: a company with 190,000 invoices billed by the engine, kept in .data/deep, and how
 * fast its lists, search and longest account are read; and with "lives", ten thousand random lives through the verbs. One
 * line of JSON; exit 1 where an aim is missed or a life fails.
 */
export const main = async ({ arguments: args, build }: Invocation): Promise<void> => {
  if (args[0] === "lives")
    return playManyLives({
      seed: numberOf(args, "--seed", Date.now() % 2 ** 31),
      from: numberOf(args, "--from", 0),
      count: numberOf(args, "--count", 10_000),
    });
  build();
  const folder = path.join(root, ".data", "deep");
  const env = placeOfItsOwn(folder, process.env.DEEP_PORT || "4700");
  stopEverythingOnSignals();
  const made = path.join(folder, "made");
  if (args.includes("--fresh")) fs.rmSync(folder, { recursive: true, force: true });
  if (!fs.existsSync(made)) {
    fs.rmSync(folder, { recursive: true, force: true });
    const began = Date.now();
    say("Billing twenty months of 10,000 accounts; some minutes …");
    await runScript(["scripts/deep/make-big-company.ts"], env);
    say(`  done in ${Math.round((Date.now() - began) / 1000)} s`);
    fs.writeFileSync(made, "");
  }
  process.env.CHROMIUM_PATH ??= findBrowser();
  await measureServed(env);
};

const numberOf = (args: readonly string[], name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  if (at < 0) return otherwise;
  const given = Number(args[at + 1]);
  if (Number.isSafeInteger(given) && given >= 0) return given;
  throw new Error(`${name} is "${args[at + 1] ?? ""}". Give a whole number from 0.`);
};

const measureServed = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const settings = readSettings(env, root);
  const product = await startProduct(env, settings);
  try {
    const secrets = readOrMakeSecrets(settings.dataDirectory);
    const databaseUrl = embeddedDatabaseUrl(settings);
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
    await product.stop();
  }
};
