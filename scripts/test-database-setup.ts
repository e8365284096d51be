import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { ensureAppRole } from "@/db/app-role";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { freePort } from "./free-port";
import { makeTemplate } from "./test-database";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

const unsafeButFast = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

const setUp = async (project: TestProject): Promise<() => Promise<void>> => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-tests-"));
  fs.chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({
    directory,
    port: await freePort(),
    password: "test",
    settings: unsafeButFast,
    logFile: path.join(directory, "postgres.log"),
  });
  const admin = postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });
  await admin`create database template_migrated`;
  await admin.end();
  await ensureAppRole(server.url("postgres"), "test");
  await makeTemplate(server.url("template_migrated"));
  project.provide("postgresUrl", server.url("postgres"));
  return async () => {
    await server.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  };
};

export default setUp;
