import path from "node:path";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";
import type { ChildProgram } from "./supervisor";

type Environment = Readonly<Record<string, string | undefined>>;

export type ProgramContext = {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
  readonly isDevelopment: boolean;
};

/** What a program of ours needs of its surroundings, whatever else is set there. */
export const passedOn = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "NODE_OPTIONS", "SystemRoot"];

const pick = (env: Environment, names: readonly string[]): Environment =>
  Object.fromEntries(names.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]));

const origin = (port: number): string => `http://127.0.0.1:${port}`;

/** The environment the app, the worker and one-off commands share. */
export const applicationEnvironment = ({
  settings,
  secrets,
  databaseUrl,
  isDevelopment,
}: ProgramContext): Environment => ({
  ...pick(process.env, passedOn),
  ...pick(process.env, ["SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_FROM"]),
  ...inngestEnvironment(settings),
  NODE_ENV: isDevelopment ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
  DATABASE_URL: databaseUrl,
  DATA_DIR: settings.dataDirectory,
  APP_ORIGIN: settings.appOrigin,
  AUTH_URL: settings.appOrigin,
  AUTH_SECRET: secrets.authSecret,
  SIMULATORS_ORIGIN: simulatorsOrigin(settings),
  GATEWAY_API_KEY: secrets.gatewayApiKey,
  GATEWAY_WEBHOOK_SECRET: secrets.gatewayWebhookSecret,
  PRODUCT_API_KEY: secrets.productApiKey,
  DEMO_SIGN_IN: settings.seed === "demo" ? "1" : "0",
  DEMO_HISTORY: settings.hasDemoHistory ? "1" : "0",
  SWEEP_PERIOD_SECONDS: String(settings.sweepPeriodSeconds),
  EMBEDDED_EXECUTOR: usesEmbeddedExecutor() ? "1" : "0",
  HOST: settings.host,
  WORKER_PORT: String(settings.ports.worker),
});

const simulatorsOrigin = (settings: Settings): string => {
  const url = new URL(settings.appOrigin);
  return `${url.protocol}//${url.hostname}:${settings.ports.simulators}`;
};

const inngestEnvironment = (settings: Settings): Environment => {
  const ours = pick(process.env, ["INNGEST_DEV", "INNGEST_BASE_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]);
  return Object.keys(ours).length > 0 ? ours : { INNGEST_DEV: origin(settings.ports.executor) };
};

const usesEmbeddedExecutor = (): boolean => !process.env.INNGEST_DEV && !process.env.INNGEST_EVENT_KEY;

const tsProgram = (file: string): string[] => ["--import", "tsx", file];

export const programs = (context: ProgramContext): [ChildProgram, ...ChildProgram[]] => {
  const { settings, secrets, isDevelopment } = context;
  const env = applicationEnvironment(context);
  const simulators: ChildProgram = {
    name: "simulators",
    arguments: tsProgram("simulators/main.ts"),
    env: {
      ...pick(process.env, passedOn),
      HOST: settings.host,
      SIMULATORS_PORT: String(settings.ports.simulators),
      SIMULATORS_DIR: path.join(settings.dataDirectory, "simulators"),
      APP_ORIGIN: settings.appOrigin,
      WEBHOOK_URL: `${settings.appOrigin}/api/webhooks/simulator`,
      GATEWAY_API_KEY: secrets.gatewayApiKey,
      GATEWAY_WEBHOOK_SECRET: secrets.gatewayWebhookSecret,
      PRODUCT_API_KEY: secrets.productApiKey,
    },
    readyUrl: `${origin(settings.ports.simulators)}/gateway/charges`,
  };
  const executor: ChildProgram = {
    name: "executor",
    arguments: tsProgram("inngest/executor/main.ts"),
    env: {
      ...pick(process.env, passedOn),
      HOST: "127.0.0.1",
      DATABASE_URL: context.databaseUrl,
      EXECUTOR_PORT: String(settings.ports.executor),
      SERVE_URLS: `${origin(settings.ports.worker)}/api/inngest`,
    },
    readyUrl: `${origin(settings.ports.executor)}/health`,
  };
  const worker: ChildProgram = {
    name: "worker",
    arguments: tsProgram("inngest/worker.ts"),
    env,
    readyUrl: `${origin(settings.ports.worker)}/health`,
  };
  const next = ["node_modules/next/dist/bin/next", isDevelopment ? "dev" : "start"];
  const app: ChildProgram = {
    name: "app",
    arguments: [...next, "-p", String(settings.ports.app), "-H", settings.host],
    env: { ...env, PORT: String(settings.ports.app) },
    readyUrl: `${origin(settings.ports.app)}/api/health/live`,
  };
  return [simulators, ...(usesEmbeddedExecutor() ? [executor] : []), worker, app];
};
