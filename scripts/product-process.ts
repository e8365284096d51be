import { type ChildProcess, spawn } from "node:child_process";
import { withRole } from "@/db/app-role";
import { root } from "./run-stages";
import { readOrMakeSecrets } from "./secrets";
import type { Settings } from "./settings";

/** The environment of an instance with a folder and ports of its own, whatever this process was given. */
export const placeOfItsOwn = (folder: string, port: string): NodeJS.ProcessEnv => {
  // A demo would sell itself a seat meanwhile, to check itself, and has a history besides.
  const environment: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: folder, PORT: port, SEED: "none" };
  for (const name of ["DATABASE_URL", "APP_ORIGIN"]) delete environment[name];
  return environment;
};

export type Product = { readonly stop: () => Promise<void> };

const startPatienceMs = 120_000;
const running = new Map<ChildProcess, Promise<void>>();

/** Starts the whole product and waits until it serves. */
export const startProduct = async (environment: NodeJS.ProcessEnv, settings: Settings): Promise<Product> => {
  const product = spawn(process.execPath, ["run.mjs", "start"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: environment,
  });
  const ended = new Promise<void>((resolve) => product.once("exit", () => resolve()));
  running.set(product, ended);
  void ended.then(() => running.delete(product));
  await untilServed(settings, product);
  return { stop: () => stop(product, ended) };
};

const stop = async (product: ChildProcess, ended: Promise<void>): Promise<void> => {
  product.kill("SIGTERM");
  await ended;
};

export const stopEverything = async (): Promise<void> => {
  await Promise.all([...running].map(([product, ended]) => stop(product, ended)));
};

/** Whoever ends a command by a signal ends what it started. */
export const stopEverythingOnSignals = (): void => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void stopEverything().then(() => process.exit(1)));
  }
};

const untilServed = async (settings: Settings, product: ChildProcess): Promise<void> => {
  for (const until = Date.now() + startPatienceMs; Date.now() < until && product.exitCode === null; ) {
    const ready = await fetch(`${settings.appOrigin}/api/health/ready`).catch(() => null);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The product did not come up; its logs are in ${settings.dataDirectory}/log.`);
};

/** The application's own way into the embedded database of an instance. */
export const embeddedDatabaseUrl = ({ dataDirectory, ports }: Settings): string =>
  withRole(
    `postgres://postgres@127.0.0.1:${ports.postgres}/perennial`,
    readOrMakeSecrets(dataDirectory).appRolePassword,
  );

/** Runs a script in the place of an instance, to its end. */
export const runScript = async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> => {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...environment, NODE_ENV: "production" },
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${args[0]} did not come to its end; the reason stands above.`);
};
