import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { playLives } from "./play-lives";
import { actionNames, countTraits, randomLives } from "./random-life";

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

const seed = 20_261_128;
const played = 200;
const lives = randomLives(seed, played);

it("lives by every action, model, currency and option", () => {
  const counts = countTraits(lives);
  const lived = Object.keys(counts);
  for (const action of actionNames) expect(lived).toContain(`action ${action}`);
  // Six models, five currencies, and eleven options of two to four values each.
  expect(lived.filter((trait) => trait.startsWith("model "))).toHaveLength(6);
  expect(lived.filter((trait) => trait.startsWith("currency "))).toHaveLength(5);
  expect(lived.filter((trait) => trait.startsWith("option ") && !trait.includes(" currency "))).toHaveLength(26);
});

it("has from eight to thirty actions of at least five kinds, over more than twelve months, in each", () => {
  for (const { traits, until } of lives) {
    const actions = traits.filter((trait) => trait.startsWith("action "));
    expect(actions.length).toBeGreaterThanOrEqual(8);
    expect(actions.length).toBeLessThanOrEqual(30);
    expect(new Set(actions).size).toBeGreaterThanOrEqual(5);
    expect(until > "2028-01-04").toBe(true);
  }
});

it("ends with proved books in each, whatever was done, posts what its previews showed, and bills nothing twice", async () => {
  const { invoices, ...rest } = await playLives(connection.db, lives);
  expect(rest).toEqual({ count: played, failed: [], billedTwice: 0, excesses: [] });
  expect(invoices).toBeGreaterThan(5 * played);
}, 900_000);
