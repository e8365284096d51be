import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { postedTables } from "./posted-tables";

let database: TestDatabase;
let app: postgres.Sql;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  app = postgres(database.url, { max: 1 });
  owner = postgres(database.ownerUrl, { max: 1 });
});

afterAll(async () => {
  await app.end();
  await owner.end();
  await database.drop();
});

// Seals and sums are of a seller's whole book, and name no account.
const ofTheSeller = new Set(["ledger_seals", "ledger_sums", "invoice_sums"]);

const statements = (table: string) => {
  const column = ofTheSeller.has(table) ? "seller_id" : "account_id";
  return [`update ${table} set ${column} = ${column}`, `delete from ${table}`, `truncate ${table} cascade`];
};

describe("posted tables", () => {
  it("are exactly those the database guards by a trigger", async () => {
    const rows = await owner`
      select tgrelid::regclass::text as name from pg_trigger where tgname = 'posted_is_final' order by 1`;
    expect(rows.map((row) => row.name)).toEqual([...postedTables].sort());
  });

  it.each(postedTables)("refuse the app's role every change of %s, by privilege", async (table) => {
    for (const statement of statements(table)) {
      await expect(app.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
    }
  });

  it.each(postedTables)("refuse their owner every change of %s, by trigger", async (table) => {
    for (const statement of statements(table)) {
      await expect(owner.unsafe(statement)).rejects.toMatchObject({ code: "23001" });
    }
  });

  it("belong to no role the app connects as", async () => {
    const owned =
      await app`select relname from pg_class where relowner = (select oid from pg_roles where rolname = current_user)`;
    expect(owned).toHaveLength(0);
  });
});
