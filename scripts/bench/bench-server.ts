import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../embedded-postgres";
import { createDatabaseIfMissing, dropDatabase, prepareDatabase } from "../prepare-database";
import { root } from "../run-stages";

const password = "bench";
const clockTicksPerSecond = 100;

export type BenchServer = {
  readonly settings: Readonly<Record<string, string>>;
  /** The addresses of a new database for its owner and for the app. */
  readonly create: (name: string, template?: string) => Promise<{ readonly ownerUrl: string; readonly url: string }>;
  readonly drop: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const required = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" } as const;

/** A server of its own with room for a month's end; figures from one that may lose a commit would be worth nothing. */
export const startBenchServer = async (name: string, port: number): Promise<BenchServer> => {
  const directory = path.join(root, ".data", name);
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  const sharedMegabytes = Math.min(4096, Math.floor(os.totalmem() / 2 ** 20 / 6));
  const server = await startEmbeddedPostgres({
    directory,
    port,
    password,
    logFile: path.join(directory, "postgres.log"),
    settings: { shared_buffers: `${sharedMegabytes}MB`, max_wal_size: "16GB" },
  });
  const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });
  const settings: Record<string, string> = {};
  for (const setting of [...Object.keys(required), "shared_buffers", "server_version"]) {
    const [row] = await admin`select current_setting(${setting}) as value`;
    settings[setting] = row?.value;
  }
  for (const [setting, value] of Object.entries(required)) {
    if (settings[setting] !== value) throw new Error(`${setting} is ${settings[setting]}: such figures do not count.`);
  }
  return {
    settings,
    create: async (database, template) => createDatabase(server, database, template),
    drop: (database) => dropDatabase(server.url("postgres"), database),
    stop: async () => {
      await admin.end();
      await server.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
};

const createDatabase = async (server: EmbeddedPostgres, database: string, template: string | undefined) => {
  if (template) {
    const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });
    await admin`create database ${admin(database)} template ${admin(template)}`;
    await admin`checkpoint`;
    await admin.end();
  } else {
    await createDatabaseIfMissing(server.url("postgres"), database);
  }
  const ownerUrl = server.url(database);
  const url = await prepareDatabase({ ownerUrl, appRolePassword: password, say: () => undefined });
  return { ownerUrl, url };
};

/** Processor time of a process so far, user and system. */
export const readCpuSeconds = (pid: number): number => {
  const text = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / clockTicksPerSecond;
};
