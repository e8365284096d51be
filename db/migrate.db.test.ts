import postgres from "postgres";
import { expect, it } from "vitest";
import { createTestDatabase } from "@/scripts/test-database";
import { migrateDatabase } from "./migrate";
import journal from "./migrations/meta/_journal.json";

it("refuses a database that a newer version has migrated, and harms nothing", async () => {
  const database = await createTestDatabase();
  const owner = postgres(database.ownerUrl, { max: 1 });
  const tomorrow = Date.now() + 86_400_000;
  await owner`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a newer version', ${tomorrow})`;
  await expect(migrateDatabase(database.ownerUrl)).rejects.toThrow(/migrated by a newer version of Perennial/);
  const [row] = await owner`select count(*)::int as n from drizzle.__drizzle_migrations`;
  expect(row?.n).toBe(journal.entries.length + 1);
  await owner.end();
  await database.drop();
});

it("applies nothing a second time", async () => {
  const database = await createTestDatabase();
  expect(await migrateDatabase(database.ownerUrl)).toEqual({ applied: 0 });
  await database.drop();
});
