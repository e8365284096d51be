import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { connectDatabase, type Database } from "@/db/client";
import { claimBatches, markSent } from "@/inngest/relay";
import type { GatewayAccess } from "@/server/payments";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { createDatabaseIfMissing, prepareDatabase } from "./prepare-database";
import { processLogFile } from "./process-log";
import { root } from "./run-stages";
import { openInstance } from "./running-instance";
import { readOrMakeSecrets } from "./secrets";
import { readSettings } from "./settings";

export type PreparedCompany = {
  readonly name: string;
  readonly poolSize: number;
  /** Of the database server, where the company is big. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly isDisposable?: boolean;
  readonly fill: (db: Database, access: GatewayAccess) => Promise<void>;
};

/** In DATA_DIR, a company on an embedded database of its own, with nothing left to be told; then it is stopped. */
export const prepareCompany = async ({
  name,
  poolSize,
  settings,
  isDisposable,
  fill,
}: PreparedCompany): Promise<void> => {
  const { dataDirectory, ports } = readSettings(process.env, root);
  fs.mkdirSync(path.join(dataDirectory, "log"), { recursive: true });
  const { postgresPassword: password, appRolePassword } = readOrMakeSecrets(dataDirectory);
  const logFile = processLogFile(dataDirectory, "postgres");
  const server = await startEmbeddedPostgres({
    directory: dataDirectory,
    port: ports.postgres,
    password,
    logFile,
    ...(settings && { settings }),
  });
  await createDatabaseIfMissing(server.url("postgres"), "perennial");
  await prepareDatabase({ ownerUrl: server.url("perennial"), appRolePassword, say: () => undefined });
  const instance = await openInstance();
  const { db, close } = connectDatabase(instance.databaseUrl, {
    poolSize,
    applicationName: name,
    ...(isDisposable && { isDisposable }),
  });
  await fill(db, instance.access);
  await hushOutbox(db);
  await close();
  await instance.release();
  await tidy(server.url("perennial"));
  await server.stop();
};

/** As a database is that has been up for a while: with statistics, and with pages known to hold nothing old. */
const tidy = async (ownerUrl: string): Promise<void> => {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await owner`vacuum analyze`;
  await owner.end();
};

/** What led up to the morning is told to nobody: its mails and accesses would take longer than the day does. */
const hushOutbox = async (db: Database): Promise<void> => {
  for (let claimed = await claimBatches(db); claimed.length > 0; claimed = await claimBatches(db)) {
    await markSent(db, claimed);
  }
};
