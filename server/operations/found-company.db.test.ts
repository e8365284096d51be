import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type DatabaseConnection } from "@/db/client";
import { staffMembers } from "@/db/schema/people";
import { sellers } from "@/db/schema/sellers";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import type { ServiceContext } from "@/server/platform";
import { awaitsFounding, foundCompany } from ".";

let database: TestDatabase;
let connection: DatabaseConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connectDatabase(database.url, { poolSize: 10 });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

const anyone = (): ServiceContext => ({
  actor: { kind: "shopper", draftId: null },
  now: new Date("2026-11-16T09:00:00Z"),
  requestId: "test",
  db: connection.db,
});

const company = {
  name: "Greta Lindqvist",
  email: "greta@nordlys.example",
  legalName: "Nordlys AB",
  addressLine: "Storgatan 4",
  postcode: "211 22",
  city: "Malmö",
  country: "SE",
  registrationNumber: "556703-7485",
  taxId: "",
  invoiceSeries: "nor",
  creditNoteSeries: "NCN",
  debitNoteSeries: "NDN",
};

const rowsOf = async () => ({
  staff: await connection.db.select().from(staffMembers),
  sellers: await connection.db.select().from(sellers),
});

describe("founding a company", () => {
  it.each([
    ["name", { name: " " }, "Write your name."],
    ["email", { email: "greta" }, "Write an e-mail address like name@company.com."],
    ["legalName", { legalName: "x".repeat(201) }, "Use at most 200 characters."],
    ["legalName", { legalName: "Nord\u0000lys" }, "Remove the character that cannot be stored (NUL)."],
    ["country", { country: "CH" }, "Choose a country from the list."],
    ["invoiceSeries", { invoiceSeries: "1" }, "Use two to five letters, like INV."],
    ["creditNoteSeries", { creditNoteSeries: "NOR" }, "Use other letters than on invoices."],
    ["debitNoteSeries", { debitNoteSeries: "NCN" }, "Use other letters than on invoices and credit notes."],
    ["taxId", { taxId: "SE123" }, "A VAT id looks like SE123456789001. Correct it, or leave it empty."],
  ])("names the field %s for %o and writes nothing", async (field, change, message) => {
    expect(await foundCompany(anyone(), { ...company, ...change })).toEqual({
      ok: false,
      errors: { [field]: message },
    });
    expect(await rowsOf()).toEqual({ staff: [], sellers: [] });
    expect(await awaitsFounding(anyone())).toBe(true);
  });

  it("makes one administrator and one seller of eight founders at once, and refuses the others", async () => {
    const founders = Array.from({ length: 8 }, (_, at) =>
      foundCompany(anyone(), { ...company, email: `founder${at}@nordlys.example` }),
    );
    const settled = await Promise.allSettled(founders);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const founder of settled) {
      if (founder.status === "rejected") expect(founder.reason).toMatchObject({ reason: "company.founded" });
    }
    const { staff, sellers: made } = await rowsOf();
    expect(staff.map(({ role }) => role)).toEqual(["platform_admin"]);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      legalName: "Nordlys AB",
      country: "SE",
      timeZone: "Europe/Stockholm",
      currencies: ["EUR", "GBP"],
      invoiceSeries: "NOR",
      taxId: null,
    });
    expect(await awaitsFounding(anyone())).toBe(false);
  });
});
