import fs from "node:fs";
import path from "node:path";
import { withRole } from "@/db/app-role";
import { simulatorGateway } from "@/server/payments/gateways/simulator-gateway";
import { startSimulators } from "@/simulators/start-simulators";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { isPortFree } from "./free-port";
import { readPidFile } from "./pid-files";
import { processLogFile } from "./process-log";
import { applicationEnvironment } from "./programs";
import { root } from "./run-stages";
import { readOrMakeSecrets, type Secrets } from "./secrets";
import { readSettings, type Settings, simulatorsOriginOf } from "./settings";

export type Instance = {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
  readonly gateway: ReturnType<typeof simulatorGateway>;
  readonly access: { readonly gateway: ReturnType<typeof simulatorGateway>; readonly appOrigin: string };
  /** Whether a worker runs that hears what the outbox tells. */
  readonly isRunning: boolean;
  readonly release: () => Promise<void>;
};

/** The instance of DATA_DIR: the one that runs, or what this command needs of it, started and stopped again. */
export const openInstance = async (): Promise<Instance> => {
  const settings = readSettings(process.env, root);
  if (!fs.existsSync(path.join(settings.dataDirectory, "secrets.json"))) {
    throw new Error(`There is nothing in ${settings.dataDirectory} yet. Start it once with npm start.`);
  }
  const secrets = readOrMakeSecrets(settings.dataDirectory);
  const releases = [await holdSimulators(settings, secrets)];
  const ownerUrl = settings.databaseUrl ?? (await holdPostgres(settings, secrets, releases));
  const databaseUrl = withRole(ownerUrl, secrets.appRolePassword);
  // The verbs read the same environment here as in the app and the worker.
  Object.assign(process.env, applicationEnvironment({ settings, secrets, databaseUrl, isDevelopment: false }));
  const gateway = simulatorGateway({
    origin: simulatorsOriginOf(settings),
    apiKey: secrets.gatewayApiKey,
    timeoutMs: 10_000,
  });
  return {
    settings,
    secrets,
    databaseUrl,
    gateway,
    access: { gateway, appOrigin: settings.appOrigin },
    isRunning: readPidFile(settings.dataDirectory, "worker") !== null,
    release: async () => {
      for (const release of releases.reverse()) await release();
    },
  };
};

const holdPostgres = async (
  settings: Settings,
  secrets: Secrets,
  releases: (() => Promise<void>)[],
): Promise<string> => {
  const server = await startEmbeddedPostgres({
    directory: settings.dataDirectory,
    port: settings.ports.postgres,
    password: secrets.postgresPassword,
    logFile: processLogFile(settings.dataDirectory, "postgres"),
  });
  if (!server.adopted) releases.push(server.stop);
  return server.url("perennial");
};

const holdSimulators = async (settings: Settings, secrets: Secrets): Promise<() => Promise<void>> => {
  const isRunning = readPidFile(settings.dataDirectory, "simulators") !== null;
  if (isRunning || !(await isPortFree(settings.ports.simulators, settings.host))) return async () => undefined;
  const simulators = await startSimulators({
    host: settings.host,
    port: settings.ports.simulators,
    directory: path.join(settings.dataDirectory, "simulators"),
    appOrigin: settings.appOrigin,
    gatewayApiKey: secrets.gatewayApiKey,
    productApiKey: secrets.productApiKey,
  });
  return simulators.close;
};
