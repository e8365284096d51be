import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";

/** Whether the database answers and has every migration that this version was built with. */
export const isDatabaseReady = async (db: Executor): Promise<boolean> => {
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  const rows = await db.execute<{ applied: boolean }>(
    sql`select exists (select 1 from drizzle.__drizzle_migrations where created_at >= ${newest}) as applied`,
  );
  return rows[0]?.applied === true;
};
