import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { appRoleName, ensureAppRole, withRole } from "@/db/app-role";
import { grantAppRole, migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { freePort } from "./free-port";

const unsafeButFast = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };
const password = "test";

export type ThrowawayPostgres = {
  /** As its administrator. */
  readonly url: (database: string) => string;
  /** As the app's role, which owns nothing. */
  readonly appUrl: (database: string) => string;
  readonly stop: () => Promise<void>;
};

/** For commands that nobody else ends in order: a signal ends them, and their servers with them. */
export const exitOnSignals = (): void => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
};

/** A server in a folder of its own with one migrated database; both go when it is stopped. */
export const startThrowawayPostgres = async (database: string): Promise<ThrowawayPostgres> => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-tests-"));
  fs.chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({
    directory,
    port: await freePort(),
    password,
    settings: unsafeButFast,
    logFile: path.join(directory, "postgres.log"),
  });
  const leave = (): void => {
    process.kill(server.pid, "SIGINT");
  };
  process.once("exit", leave);
  const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });
  await admin`create database ${admin(database)}`;
  await admin.end();
  await ensureAppRole(server.url("postgres"), password);
  await migrateDatabase(server.url(database));
  await grantAppRole(server.url(database), appRoleName);
  return {
    url: server.url,
    appUrl: (name) => withRole(server.url(name), password),
    stop: async () => {
      process.off("exit", leave);
      await server.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
};
