import fs from "node:fs";
import path from "node:path";
import { connectDatabase, type DatabaseConnection } from "@/db/client";
import { simulatorGateway } from "@/server/payments/gateways/simulator-gateway";
import { copyEmbeddedPostgres } from "./embedded-postgres";
import { embeddedDatabaseUrl, placeOfItsOwn, runScript, startProduct } from "./product-process";
import { root } from "./run-stages";
import { readOrMakeSecrets } from "./secrets";
import { readSettings, type Settings, simulatorsOriginOf } from "./settings";

/** A folder and five ports in which one round after another is played, each from a copy of the template. */
export type Lane = { readonly settings: Settings; readonly environment: NodeJS.ProcessEnv };

export const openLane = (folder: string, port: number): Lane => {
  const environment = { ...placeOfItsOwn(folder, String(port)), SWEEP_PERIOD_SECONDS: "5" };
  return { environment, settings: readSettings(environment, root) };
};

export const makeTemplate = async ({ settings, environment }: Lane, accountCount: number): Promise<void> => {
  fs.rmSync(settings.dataDirectory, { recursive: true, force: true });
  await runScript(["scripts/chaos-template.ts", String(accountCount)], environment);
};

export type LiveRound = DatabaseConnection & {
  readonly gateway: ReturnType<typeof simulatorGateway>;
  readonly stop: () => Promise<void>;
};

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
  const product = await startProduct(lane.environment, settings);
  return { ...connect(settings), stop: product.stop };
};

const connect = (settings: Settings) => {
  const gateway = simulatorGateway({
    origin: simulatorsOriginOf(settings),
    apiKey: readOrMakeSecrets(settings.dataDirectory).gatewayApiKey,
    timeoutMs: 10_000,
  });
  return { ...connectDatabase(embeddedDatabaseUrl(settings), { poolSize: 2, applicationName: "chaos" }), gateway };
};
