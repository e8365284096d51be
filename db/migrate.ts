import fs from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { postedTables } from "./posted-tables";

const migrationsFolder = path.join(import.meta.dirname, "migrations");
const migrationLock = 727_301;

/** Brings the database to this version, as its owner. Refuses one that a newer version has already changed. */
export const migrateDatabase = async (ownerUrl: string): Promise<{ applied: number }> => {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const db = drizzle({ client });
  try {
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`);
    const before = await appliedMigrations(client);
    const known = knownMigrations();
    if (before.some((at) => at > known.newest)) {
      throw new Error(
        "This database was migrated by a newer version of Perennial. Start that version, or use another DATA_DIR or DATABASE_URL. Nothing was changed.",
      );
    }
    await migrate(db, { migrationsFolder }).catch((error: unknown) => {
      throw explainExtension(error);
    });
    return { applied: known.count - before.length };
  } finally {
    await client.end({ timeout: 5 });
  }
};

const knownMigrations = (): { count: number; newest: number } => {
  const journal = JSON.parse(fs.readFileSync(path.join(migrationsFolder, "meta", "_journal.json"), "utf8")) as {
    entries: { when: number }[];
  };
  return { count: journal.entries.length, newest: Math.max(0, ...journal.entries.map((entry) => entry.when)) };
};

const appliedMigrations = async (client: postgres.Sql): Promise<number[]> => {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return [];
  const rows = await client`select created_at from drizzle.__drizzle_migrations`;
  return rows.map((row) => Number(row.created_at));
};

/** Searching needs extensions that come with PostgreSQL; a server that withholds one has to say so in words. */
const explainExtension = (error: unknown): unknown => {
  const text =
    error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ""}` : "";
  const [, name] = /extension "(\w+)"/.exec(text) ?? [];
  if (!name) return error;
  return new Error(
    `This PostgreSQL refuses the extension ${name}, which the search needs. Have its administrator run "create extension ${name}" in this database (it is part of postgresql-contrib), then start again. Nothing was changed.`,
    { cause: error },
  );
};

/** Gives the app's role what it needs and no more: it owns nothing, and may only read and add to posted tables. */
export const grantAppRole = async (ownerUrl: string, role: string): Promise<void> => {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await client.begin(async (tx) => {
      const schemas =
        await tx`select nspname from pg_namespace where nspname in ('public', 'drizzle', 'inngest_embedded')`;
      for (const { nspname } of schemas) await tx`grant usage on schema ${tx(nspname)} to ${tx(role)}`;
      for (const { nspname } of schemas.filter((schema) => schema.nspname !== "drizzle")) {
        await tx`grant select, insert, update, delete on all tables in schema ${tx(nspname)} to ${tx(role)}`;
        await tx`grant usage on all sequences in schema ${tx(nspname)} to ${tx(role)}`;
      }
      await tx`grant select on all tables in schema drizzle to ${tx(role)}`;
      for (const table of postedTables) await tx`revoke update, delete, truncate on ${tx(table)} from ${tx(role)}`;
    });
  } finally {
    await client.end({ timeout: 5 });
  }
};
