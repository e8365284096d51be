import fs from "node:fs";
import path from "node:path";
import { connectDatabase, type Database } from "@/db/client";
import { seedCatalog } from "@/db/seed";
import { claimBatches, markSent } from "@/inngest/relay";
import { freezeBusinessClock, readBusinessClock } from "@/server/platform";
import { chaosOpensAt, openChaosCompany } from "./chaos-company";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { createDatabaseIfMissing, prepareDatabase } from "./prepare-database";
import { processLogFile } from "./process-log";
import { root } from "./run-stages";
import { openInstance } from "./running-instance";
import { readOrMakeSecrets } from "./secrets";
import { readSettings } from "./settings";

/** In DATA_DIR, a company whose accounts all fall due on one day, with nothing left to be told; then it is stopped. */
const main = async (accountCount: number): Promise<void> => {
  const { dataDirectory, ports } = readSettings(process.env, root);
  fs.mkdirSync(path.join(dataDirectory, "log"), { recursive: true });
  const { postgresPassword: password, appRolePassword } = readOrMakeSecrets(dataDirectory);
  const logFile = processLogFile(dataDirectory, "postgres");
  const server = await startEmbeddedPostgres({ directory: dataDirectory, port: ports.postgres, password, logFile });
  await createDatabaseIfMissing(server.url("postgres"), "perennial");
  await prepareDatabase({ ownerUrl: server.url("perennial"), appRolePassword, say: () => undefined });
  const instance = await openInstance();
  const { db, close } = connectDatabase(instance.databaseUrl, { poolSize: 10, applicationName: "chaos-template" });
  await freezeBusinessClock(db, chaosOpensAt);
  const { now } = await readBusinessClock(db);
  const ctx = { actor: { kind: "system", job: "chaos" }, now, requestId: "chaos", db } as const;
  await seedCatalog(ctx);
  await openChaosCompany(ctx, instance.access, accountCount);
  await hushOutbox(db);
  await close();
  await instance.release();
  await server.stop();
};

/** What led up to the morning is told to nobody: its mails and accesses would take each round longer than the day does. */
const hushOutbox = async (db: Database): Promise<void> => {
  for (let claimed = await claimBatches(db); claimed.length > 0; claimed = await claimBatches(db)) {
    await markSent(db, claimed);
  }
};

await main(Number(process.argv[2]));
process.exit(0);
