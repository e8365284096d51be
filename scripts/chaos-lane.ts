import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { withRole } from "@/db/app-role";
import { connectDatabase, type DatabaseConnection } from "@/db/client";
import { simulatorGateway } from "@/server/payments/gateways/simulator-gateway";
import { copyEmbeddedPostgres } from "./embedded-postgres";
import { root } from "./run-stages";
import { readOrMakeSecrets } from "./secrets";
import { readSettings, type Settings, simulatorsOriginOf } from "./settings";

/** A folder and five ports in which one round after another is played, each from a copy of the template. */
export type Lane = { readonly settings: Settings; readonly environment: NodeJS.ProcessEnv };

export const openLane = (folder: string, port: number): Lane => {
  const environment: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: folder, PORT: String(port), SEED: "none" };
  for (const name of ["DATABASE_URL", "APP_ORIGIN"]) delete environment[name];
  environment.SWEEP_PERIOD_SECONDS = "5";
  return { environment, settings: readSettings(environment, root) };
};

export const makeTemplate = async ({ settings, environment }: Lane, accountCount: number): Promise<void> => {
  fs.rmSync(settings.dataDirectory, { recursive: true, force: true });
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/chaos-template.ts", String(accountCount)], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...environment, NODE_ENV: "production" },
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("The company for the bill run could not be made; the reason stands above.");
};

export type LiveRound = DatabaseConnection & {
  readonly gateway: ReturnType<typeof simulatorGateway>;
  readonly stop: () => Promise<void>;
};

const running = new Map<ChildProcess, Promise<void>>();

/** Starts the whole product on a fresh copy of the template and waits until it serves. */
export const startRound = async (lane: Lane, template: Settings): Promise<LiveRound> => {
  const { settings } = lane;
  const { dataDirectory } = settings;
  fs.rmSync(dataDirectory, { recursive: true, force: true });
  fs.mkdirSync(dataDirectory, { recursive: true });
  copyEmbeddedPostgres(template.dataDirectory, dataDirectory);
  for (const name of ["secrets.json", "simulators"]) {
    fs.cpSync(path.join(template.dataDirectory, name), path.join(dataDirectory, name), { recursive: true });
  }
  const product = spawn(process.execPath, ["run.mjs", "start"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: lane.environment,
  });
  const ended = new Promise<void>((resolve) => product.once("exit", () => resolve()));
  running.set(product, ended);
  void ended.then(() => running.delete(product));
  await untilServed(lane, product);
  return { ...connect(settings), stop: () => stop(product, ended) };
};

const connect = (settings: Settings) => {
  const secrets = readOrMakeSecrets(settings.dataDirectory);
  const owner = `postgres://postgres@127.0.0.1:${settings.ports.postgres}/perennial`;
  const gateway = simulatorGateway({
    origin: simulatorsOriginOf(settings),
    apiKey: secrets.gatewayApiKey,
    timeoutMs: 10_000,
  });
  const url = withRole(owner, secrets.appRolePassword);
  return { ...connectDatabase(url, { poolSize: 2, applicationName: "chaos" }), gateway };
};

const stop = async (product: ChildProcess, ended: Promise<void>): Promise<void> => {
  product.kill("SIGTERM");
  await ended;
};

/** Whoever ends the chaos ends what it started. */
export const stopEverything = async (): Promise<void> => {
  await Promise.all([...running].map(([product, ended]) => stop(product, ended)));
};

const startPatienceMs = 120_000;

const untilServed = async ({ settings }: Lane, product: ChildProcess): Promise<void> => {
  for (const until = Date.now() + startPatienceMs; Date.now() < until && product.exitCode === null; ) {
    const ready = await fetch(`${settings.appOrigin}/api/health/ready`).catch(() => null);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The product did not come up; its logs are in ${settings.dataDirectory}/log.`);
};
