import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { connect, isTransient } from "./database";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

it("takes the locks from a process that stopped in the middle of a transaction, and lets it try again", async () => {
  const stopped = connect(database.url, 1);
  const other = connect(database.url, 1);
  let isOver = false;
  const broken = stopped
    .begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(42)`;
      await new Promise((resolve) => setTimeout(resolve, 9_000));
      isOver = true;
      await tx`select 1`;
    })
    .then(
      () => null,
      (error: unknown) => error,
    );
  await new Promise((resolve) => setTimeout(resolve, 200));
  await other.begin((tx) => tx`select pg_advisory_xact_lock(42)`);
  expect(isOver).toBe(false);
  const error = await broken;
  expect(isTransient(error)).toBe(true);
  await Promise.all([stopped.end({ timeout: 1 }), other.end({ timeout: 1 })]);
}, 20_000);
