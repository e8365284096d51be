import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { openScenarioRunner, readCases, runCases } from "../index";

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

it("plays every scenario, published, random and written, through the verbs on Postgres: each ends as expected and proved", async () => {
  const scenarios = await openScenarioRunner(connection.db);
  const given = readCases([path.join(import.meta.dirname, "..", "cases")]).filter(({ op }) => op === "scenario.run");
  const proved = await runCases(given, scenarios);
  expect(proved.filter(({ status }) => status !== "pass")).toEqual([]);
  expect(proved).toHaveLength(206);
}, 600_000);
