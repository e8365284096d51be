import { connectDatabase, type Database, type DatabaseConnection } from "@/db/client";
import { env } from "./env";

// Kept on globalThis, or every hot reload in development would leave a pool behind.
const holder = globalThis as { perennialDatabase?: DatabaseConnection };

export const database = (): Database => {
  holder.perennialDatabase ??= connectDatabase(env().DATABASE_URL, {
    applicationName: process.env.PROCESS_NAME ?? "perennial",
  });
  return holder.perennialDatabase.db;
};
