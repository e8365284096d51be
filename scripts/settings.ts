import path from "node:path";

export type Settings = {
  readonly host: string;
  readonly port: number;
  readonly ports: Readonly<Record<"app" | "simulators" | "executor" | "worker" | "postgres", number>>;
  readonly dataDirectory: string;
  readonly databaseUrl: string | null;
  readonly seed: "demo" | "none";
  readonly appOrigin: string;
  /** Whether the demo begins with eighteen months of three hundred subscribers. */
  readonly hasDemoHistory: boolean;
  readonly sweepPeriodSeconds: number;
};

export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

type Environment = Readonly<Record<string, string | undefined>>;

export const readSettings = (env: Environment, root: string): Settings => {
  const port = readPort(env.PORT);
  const host = env.HOST || "127.0.0.1";
  return {
    host,
    port,
    ports: { app: port, simulators: port + 1, executor: port + 2, worker: port + 3, postgres: port + 4 },
    dataDirectory: path.resolve(root, env.DATA_DIR || ".data"),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    seed: readSeed(env.SEED),
    hasDemoHistory: isLeftOn("DEMO_HISTORY", env.DEMO_HISTORY),
    sweepPeriodSeconds: readSweepPeriod(env.SWEEP_PERIOD_SECONDS),
    appOrigin: env.APP_ORIGIN || `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`,
  };
};

/** Where the simulators answer on this machine, whatever name shoppers know the store by. */
export const simulatorsOriginOf = ({ ports }: Settings): string => `http://127.0.0.1:${ports.simulators}`;

const readPort = (text: string | undefined): number => {
  if (!text) return 3000;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_531) {
    throw new SettingsError(
      `PORT is "${text}". Give a whole number from 1 to 65531: the four ports after it are used too.`,
    );
  }
  return port;
};

const isLeftOn = (name: string, text: string | undefined): boolean => {
  if (text === undefined || text === "" || text === "1") return true;
  if (text === "0") return false;
  throw new SettingsError(`${name} is "${text}". Give 0 to switch it off, or leave it away.`);
};

const readSeed = (text: string | undefined): Settings["seed"] => {
  if (!text) return "demo";
  if (text === "demo" || text === "none") return text;
  throw new SettingsError(
    `SEED is "${text}". Available are "demo" (the demo company) and "none" (an empty company, to be set up by its first administrator).`,
  );
};

const readSweepPeriod = (text: string | undefined): number => {
  if (!text) return 60;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && 60 % seconds === 0) return seconds;
  throw new SettingsError(`SWEEP_PERIOD_SECONDS is "${text}". Give 60 or a divisor of it, such as 5, 10 or 30.`);
};

const readDatabaseUrl = (text: string | undefined): string | null => {
  if (!text) return null;
  const isPostgres = URL.canParse(text) && ["postgres:", "postgresql:"].includes(new URL(text).protocol);
  if (isPostgres && new URL(text).pathname.length > 1) return text;
  throw new SettingsError(
    "DATABASE_URL must look like postgres://user:password@host:5432/database, of a PostgreSQL 15 or newer. Leave it out to use the embedded one.",
  );
};

const pairs: readonly (readonly string[])[] = [
  ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"],
  ["SMTP_HOST", "SMTP_PORT", "SMTP_FROM"],
  ["SMTP_USER", "SMTP_PASSWORD"],
];

/** Services that need several variables are refused half set, before anything starts. */
export const checkHalfSet = (env: Environment): void => {
  for (const names of pairs) {
    const missing = names.filter((name) => !env[name]);
    if (missing.length > 0 && missing.length < names.length) {
      const given = names.filter((name) => env[name]);
      throw new SettingsError(`${given.join(", ")} is set but ${missing.join(", ")} is not. Set both, or neither.`);
    }
  }
};
