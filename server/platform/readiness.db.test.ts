import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { isDatabaseReady } from "./readiness";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("is ready when the newest migration is there, and not before", async () => {
  const { db, close } = connectDatabase(database.url, { poolSize: 1 });
  expect(await isDatabaseReady(db)).toBe(true);
  const owner = postgres(database.ownerUrl, { max: 1 });
  await owner`delete from drizzle.__drizzle_migrations
    where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
  await owner.end();
  expect(await isDatabaseReady(db)).toBe(false);
  await close();
});

it("says so by an error when no database answers", async () => {
  const { db, close } = connectDatabase("postgres://nobody@127.0.0.1:1/none", { poolSize: 1 });
  await expect(isDatabaseReady(db)).rejects.toThrow();
  await close();
});
