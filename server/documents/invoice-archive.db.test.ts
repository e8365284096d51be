import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listInvoices } from "@/server/invoices";
import type { AccountRole, ServiceContext } from "@/server/platform";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { openInvoiceArchive } from ".";
import { writeAccountInvoicesCsv } from "./write-account-invoices-csv";

let company: ScenarioCompany;
let accountId: string;
let strangersInvoice: string;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  await buyInScenario(company, oneSeat);
  await buyInScenario(company, oneSeat, "4242424242424242", { ...jana, email: "busy@tulpe.example" });
  const owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
  const [row] = await owner`select account_id from contacts where email = 'busy@tulpe.example'`;
  accountId = row?.account_id;
  const [other] = await owner`select id from invoices where account_id <> ${accountId}`;
  strangersInvoice = other?.id;
  await copyInvoices(owner);
  await owner.end();
});

afterAll(() => company.close());

/** 239 more invoices, a day apart, whole down to their lines. */
const copyInvoices = (owner: postgres.Sql) =>
  owner.begin(async (tx) => {
    await tx.unsafe("set local session_replication_role = replica");
    await tx`
      insert into invoices select (jsonb_populate_record(null::invoices, to_jsonb(i) || jsonb_build_object(
        'id', 'inv_0' || lpad(n::text, 25, '0'), 'order_id', null,
        'posted_at', i.posted_at - n * interval '2 days', 'issue_on', i.issue_on - 2 * n, 'due_on', i.issue_on - 2 * n))).*
      from invoices i, generate_series(1, 239) n where i.account_id = ${accountId}`;
    await tx`
      insert into invoice_lines select (jsonb_populate_record(null::invoice_lines, to_jsonb(l) || jsonb_build_object(
        'id', 'inl_0' || lpad((n * 100 + l.position)::text, 25, '0'), 'invoice_id', 'inv_0' || lpad(n::text, 25, '0'),
        'service_no', n * 100 + l.position, 'service_start_on', l.service_start_on - 2 * n, 'service_end_on', l.service_end_on - 2 * n))).*
      from invoice_lines l, generate_series(1, 239) n where l.account_id = ${accountId}`;
    await tx`
      insert into invoice_taxes select (jsonb_populate_record(null::invoice_taxes, to_jsonb(t) || jsonb_build_object(
        'invoice_id', 'inv_0' || lpad(n::text, 25, '0')))).*
      from invoice_taxes t join invoices i on i.id = t.invoice_id, generate_series(1, 239) n
      where i.account_id = ${accountId} and i.id not like 'inv_0000%'`;
    await tx`
      insert into invoice_numbers select id, seller_id, account_id, 'COPY', 2026, row_number() over (), 'COPY-' || right(id, 6)
      from invoices where id like 'inv_0000%'`;
    await tx`
      insert into invoice_balances (invoice_id, account_id, seller_id, currency, balance_minor, due_on)
      select id, account_id, seller_id, currency, 0, due_on from invoices where id like 'inv_0000%'`;
  });

const as = async (role: AccountRole = "owner"): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "subscriber", userId: "usr_test", accountId: accountId as `acc_${string}`, role },
});

/** The names in a ZIP's directory, which stands at its end. */
const namesIn = (zip: Buffer): string[] => {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  const names: string[] = [];
  for (let at = zip.readUInt32LE(end + 16); names.length < zip.readUInt16LE(end + 10); ) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    names.push(zip.toString("utf8", at + 46, at + 46 + (name ?? 0)));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
};

const read = async (invoiceIds: readonly string[], role: AccountRole = "owner") => {
  const { body } = await openInvoiceArchive(await as(role), { accountId, invoiceIds });
  return Buffer.from(await new Response(body).arrayBuffer());
};

const all = async () => listInvoices(await as(), { accountId, limit: 2000 });

describe("page M7 many invoices", () => {
  it("page M7.3 twenty PDFs, none rendered before, are one ZIP within ten seconds", async () => {
    const chosen = (await all()).slice(20, 40);
    const began = performance.now();
    const zip = await read([...chosen, ...chosen].map(({ id }) => id));
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(namesIn(zip)).toEqual(chosen.map(({ number }) => `Alderpost-${number}.pdf`));
    expect(zip.indexOf("%PDF-")).toBeGreaterThan(0);
  });

  it("page M7.4 240 invoices are read within 300 ms", async () => {
    await all();
    const began = performance.now();
    expect(await all()).toHaveLength(240);
    expect(performance.now() - began).toBeLessThan(300);
  });

  it("page M7.2 the CSV adds up to what the invoices do", async () => {
    const invoices = await all();
    const [head, ...rows] = writeAccountInvoicesCsv(invoices).trimEnd().split("\r\n");
    expect(head).toBe("Number,Issued,Due,Period from,Period to,Currency,Net,Tax,Total,Paid,Still open");
    const sum = (column: number) =>
      rows.reduce((total, row) => total + BigInt(row.split(",")[column]?.replace(".", "") ?? ""), 0n);
    const total = invoices.reduce((minor, { totalMinor }) => minor + totalMinor, 0n);
    expect(sum(8)).toBe(total);
    expect(sum(6) + sum(7)).toBe(total);
    expect(sum(9) + sum(10)).toBe(total);
  });

  it("refuses a selection with somebody else's invoice in it, none, too many, and a member's", async () => {
    const [own] = await all();
    await expect(read([own?.id ?? "", strangersInvoice])).rejects.toMatchObject({ code: "not_found" });
    await expect(read(["'", "\0", "%"])).rejects.toMatchObject({ code: "not_found" });
    await expect(read([])).rejects.toMatchObject({ reason: "archive.none_selected" });
    await expect(read((await all()).map(({ id }) => id))).rejects.toMatchObject({ reason: "archive.too_many" });
    await expect(read([own?.id ?? ""], "member")).rejects.toMatchObject({ code: "forbidden" });
  });
});
