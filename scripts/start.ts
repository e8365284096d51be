import fs from "node:fs";
import path from "node:path";
import { connectDatabase } from "@/db/client";
import { demoApiKeyOf } from "@/server/auth/api-key-secrets";
import { findWorkingApiKey } from "@/server/auth/find-working-api-key";
import { foundingTokenOf } from "@/server/auth/founding-link";
import { awaitsFounding } from "@/server/operations";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import { isPortFree } from "./free-port";
import { endOrphan, readPidFile, removePidFile, writePidFile } from "./pid-files";
import { createDatabaseIfMissing, dropDatabase, prepareDatabase } from "./prepare-database";
import { processLogFile } from "./process-log";
import { programs } from "./programs";
import { readOrMakeSecrets, type Secrets } from "./secrets";
import { seedOnce } from "./seed-once";
import { runSelfCheck } from "./self-check";
import { checkHalfSet, readSettings, type Settings, SettingsError } from "./settings";
import { type ChildProgram, createSupervisor, type Supervisor } from "./supervisor";

type Invocation = { readonly command: string; readonly arguments: readonly string[] };

const root = path.resolve(import.meta.dirname, "..");
const children = ["app", "worker", "executor", "simulators"];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const main = async (invocation: Invocation): Promise<void> => {
  const stops: (() => Promise<void>)[] = [];
  let isEnding = false;
  const end = async (code: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    for (const stop of stops.reverse()) await stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void end(0));
  }
  try {
    await bringUp(invocation, stops, end);
  } catch (error) {
    if (isEnding) return;
    process.stderr.write(`${(error as Error).message}\n`);
    await end(1);
  }
};

type End = (code: number) => Promise<void>;

const bringUp = async (invocation: Invocation, stops: (() => Promise<void>)[], end: End): Promise<void> => {
  const began = Date.now();
  const settings = readSettings(process.env, root);
  checkHalfSet(process.env);
  claimDataDirectory(settings);
  stops.push(async () => removePidFile(settings.dataDirectory, "supervisor"));
  const secrets = readOrMakeSecrets(settings.dataDirectory);
  for (const name of children) {
    if (await endOrphan(settings.dataDirectory, name)) say(`Ended ${name}, left behind by an earlier start`);
  }
  await checkPorts(settings);
  const giveUp = (reason: string): void => {
    process.stderr.write(`${reason}\n`);
    void end(1);
  };
  const ownerUrl = settings.databaseUrl ?? (await keepPostgres({ settings, secrets, stops, giveUp }));
  const prepare = () => prepareDatabase({ ownerUrl, appRolePassword: secrets.appRolePassword, say });
  const databaseUrl = await prepare();
  const isDevelopment = invocation.command === "dev";
  const context = { settings, secrets, databaseUrl, isDevelopment };
  const isNew = await seedOnce({
    context,
    say,
    startOver: async () => {
      await recreateDatabase(settings, ownerUrl);
      await prepare();
    },
  });
  const supervisor = createSupervisor({ root, dataDirectory: settings.dataDirectory, say, giveUp });
  stops.push(supervisor.stop);
  const [simulators, ...others] = programs(context);
  await startAll(supervisor, [simulators]);
  await startAll(supervisor, others);
  if (isNew) await runSelfCheck(root, say);
  announce(settings, began);
  await tellFromDatabase(settings, secrets, databaseUrl);
};

/** Only the database that is ours: nobody else's is emptied. */
const recreateDatabase = async (settings: Settings, ownerUrl: string): Promise<void> => {
  if (settings.databaseUrl) {
    throw new SettingsError(
      "The demo company in DATABASE_URL was left half made. Give an empty database, or empty this one: drop schema public cascade; create schema public;",
    );
  }
  await dropDatabase(adminUrlOf(ownerUrl), "perennial");
  await createDatabaseIfMissing(adminUrlOf(ownerUrl), "perennial");
};

const adminUrlOf = (ownerUrl: string): string => {
  const url = new URL(ownerUrl);
  url.pathname = "/postgres";
  return url.href;
};

const claimDataDirectory = (settings: Settings): void => {
  const { dataDirectory } = settings;
  try {
    fs.mkdirSync(path.join(dataDirectory, "log"), { recursive: true });
    fs.accessSync(dataDirectory, fs.constants.W_OK);
  } catch {
    throw new SettingsError(
      `DATA_DIR ${dataDirectory} cannot be written. Give a folder this user may write, for example DATA_DIR=$HOME/perennial.`,
    );
  }
  const other = readPidFile(dataDirectory, "supervisor");
  if (other !== null) {
    throw new SettingsError(
      `Perennial already runs on ${dataDirectory} (process ${other}). Stop it, or give this one another DATA_DIR and PORT.`,
    );
  }
  writePidFile(dataDirectory, "supervisor", process.pid);
};

const checkPorts = async (settings: Settings): Promise<void> => {
  const adopted = readPidFile(settings.dataDirectory, "postgres") !== null;
  for (const [name, port] of Object.entries(settings.ports)) {
    if (name === "postgres" && (settings.databaseUrl || adopted)) continue;
    const host = name === "app" || name === "simulators" ? settings.host : "127.0.0.1";
    if (await isPortFree(port, host)) continue;
    throw new SettingsError(
      `Port ${port} (${name}) is taken. Stop what uses it, or start with another PORT: PORT=${settings.port + 100} npm start uses ${settings.port + 100} to ${settings.port + 104}.`,
    );
  }
};

type PostgresKeeping = {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly stops: (() => Promise<void>)[];
  readonly giveUp: (reason: string) => void;
};

/** Starts or adopts the embedded server, and starts it again when it dies. */
const keepPostgres = async ({ settings, secrets, stops, giveUp }: PostgresKeeping): Promise<string> => {
  const logFile = processLogFile(settings.dataDirectory, "postgres");
  const boot = () =>
    startEmbeddedPostgres({
      directory: settings.dataDirectory,
      port: settings.ports.postgres,
      password: secrets.postgresPassword,
      logFile,
    });
  let stopping = false;
  const deaths: number[] = [];
  const watch = (server: EmbeddedPostgres): EmbeddedPostgres => {
    writePidFile(settings.dataDirectory, "postgres", server.pid);
    void server.untilExit().then(async () => {
      if (stopping) return;
      deaths.push(Date.now());
      if (deaths.filter((at) => Date.now() - at < 60_000).length >= 5) {
        giveUp(`postgres died 5 times within a minute. Its log is ${logFile}.`);
        return;
      }
      say(`postgres ended and is started again; its log is ${logFile}`);
      current = watch(await boot());
    });
    return server;
  };
  let current = watch(await boot());
  stops.push(async () => {
    stopping = true;
    await current.stop();
    removePidFile(settings.dataDirectory, "postgres");
  });
  say(current.adopted ? "Database running, adopted" : "Database started (embedded PostgreSQL 18)");
  await createDatabaseIfMissing(current.url("postgres"), "perennial");
  return current.url("perennial");
};

const startAll = async (supervisor: Supervisor, list: readonly ChildProgram[]): Promise<void> => {
  await Promise.all(
    list.map(async (program) => {
      await supervisor.start(program);
      say(`Started ${program.name}`);
    }),
  );
};

/** The demo's key, while nobody has revoked it; and while nobody runs this installation, the way to become its administrator. */
const tellFromDatabase = async (settings: Settings, secrets: Secrets, databaseUrl: string): Promise<void> => {
  const { db, close } = connectDatabase(databaseUrl, { poolSize: 1, applicationName: "start" });
  try {
    const ctx = { actor: { kind: "system", job: "start" }, now: new Date(), requestId: "start", db } as const;
    const apiKey = demoApiKeyOf(secrets.authSecret);
    if (await findWorkingApiKey(ctx, apiKey)) {
      say(`  Report usage to ${settings.appOrigin}/api/v1/usage-events with the API key`);
      say(`    ${apiKey}`);
    }
    say("  Stop with Ctrl-C\n");
    if (!(await awaitsFounding(ctx))) return;
    say("  This company has no administrator yet. Set it up here, once:");
    say(`    ${settings.appOrigin}/setup/${foundingTokenOf(secrets.authSecret)}\n`);
  } finally {
    await close();
  }
};

const announce = (settings: Settings, began: number): void => {
  say(`\nPerennial serves at ${settings.appOrigin} (ready in ${((Date.now() - began) / 1000).toFixed(1)} s)`);
  say(`  Store        ${settings.appOrigin}/pricing`);
  say(`  My Account   ${settings.appOrigin}/account`);
  say(`  Console      ${settings.appOrigin}/console`);
  if (settings.seed === "demo") {
    say("  Sign in with the password alderpost-demo as");
    say(
      "    mina@brightbarn.example (owner), leo@brightbarn.example (billing contact), ana@brightbarn.example (member)",
    );
    say("    sam@alderpost.example (support), claire@alderpost.example (controller), omar@alderpost.example (admin)");
  }
};
