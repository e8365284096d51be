import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { openScenarioRunner, readCases, runCase } from "../index";

let database: TestDatabase;
let connection: ReturnType<typeof connectDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connectDatabase(database.url, { poolSize: 10 });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

it("plays published scenarios through the verbs on Postgres: none of those it can play ends otherwise", async () => {
  const scenarios = await openScenarioRunner(connection.db);
  const given = readCases([path.join(import.meta.dirname, "..", "cases", "published", "scenarios.json")]);
  const results = [];
  for (const one of given) results.push(await runCase(one, scenarios));
  expect(results.filter(({ status }) => status === "fail")).toEqual([]);
  expect(results.filter(({ status }) => status === "pass").length).toBeGreaterThanOrEqual(64);
}, 240_000);
