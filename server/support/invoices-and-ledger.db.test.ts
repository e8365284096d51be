import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserId } from "@/server/kernel";
import { dayInZone, plainDate } from "@/server/kernel";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { asPlainText, writeCsv } from "@/server/platform/write-csv";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import {
  exportPostedInvoices,
  type InvoiceFilters,
  listJournal,
  listPostedInvoices,
  readTrialBalances,
  writeInvoiceListCsv,
} from ".";

let company: ScenarioCompany;
let owner: postgres.Sql;

const zone = "Europe/Dublin";
const none: InvoiceFilters = {
  query: "",
  status: null,
  currency: null,
  sellerKey: null,
  issuedFrom: null,
  issuedTo: null,
};

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_staff" as UserId, name: "Staff", ...authorityOf(role) },
});

const list = async (filters: Partial<InvoiceFilters>, order: Partial<Parameters<typeof listPostedInvoices>[1]> = {}) =>
  listPostedInvoices(await as("auditor"), {
    filters: { ...none, ...filters },
    sort: "issued",
    direction: "desc",
    after: null,
    zone,
    ...order,
  });

const readCsv = async (filters: Partial<InvoiceFilters>): Promise<Record<string, string>[]> => {
  const ctx = await as("auditor");
  const batches = exportPostedInvoices(ctx, {
    filters: { ...none, ...filters },
    sort: "balance",
    direction: "desc",
    zone,
  });
  let text = "";
  for await (const part of writeInvoiceListCsv(batches, dayInZone(ctx.now, zone))) text += part;
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, place) => [names[place], cell])));
};

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  await buyInScenario(company, oneSeat);
  await buyInScenario(company, { ...oneSeat, country: "US" }, undefined, {
    ...jana,
    email: "ann@mesa.example",
    name: "Ann Mesa",
  });
  await company.setNow("2026-11-17T09:00:00Z");
  await buyInScenario(company, { ...oneSeat, ratePlans: [{ key: "desk-team", quantity: 4 }] }, undefined, {
    ...jana,
    email: "ole@50percent.example",
    name: "50% Ole",
  });
  owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
});

afterAll(async () => {
  await owner.end();
  await company.close();
});

describe("page F1 invoices", () => {
  it("page F1.3 totals are the sums of the rows, a currency each, and facets count what choosing would show", async () => {
    const all = await list({});
    expect(all.count).toBe(3);
    for (const total of all.totals) {
      const rows = all.rows.filter(({ currency }) => currency === total.currency);
      expect(total.count).toBe(rows.length);
      for (const name of ["netMinor", "taxMinor", "totalMinor", "balanceMinor"] as const) {
        expect(total[name]).toBe(rows.reduce((sum, row) => sum + row[name], 0n));
      }
    }
    for (const { key, count } of all.facets.currency) {
      const chosen = await list({ currency: key });
      expect(chosen.count).toBe(count);
      expect(chosen.facets.currency).toEqual(all.facets.currency);
      expect(chosen.totals.map(({ currency }) => currency)).toEqual([key]);
    }
    for (const { key, count } of all.facets.seller) expect((await list({ sellerKey: key })).count).toBe(count);
    expect(all.facets.status).toEqual([{ key: "paid", count: 3 }]);
    expect(all.rows[0]).toMatchObject({ attempts: 1, cardLast4: "4242", declineReason: null });
  });

  it("page F1.3 the export has the rows that are counted, and its amounts add up to the totals", async () => {
    for (const filters of [{}, { currency: "EUR" }, { query: "Mesa" }, { query: "nobody" }]) {
      const { count, totals } = await list(filters);
      const rows = await readCsv(filters);
      expect(rows).toHaveLength(count);
      for (const { currency, totalMinor } of totals) {
        const cents = rows
          .filter((row) => row.currency === currency)
          .reduce((sum, row) => sum + BigInt((row.total ?? "").replace(".", "")), 0n);
        expect(cents).toBe(totalMinor);
      }
    }
    expect(["=1+1", "+1", "-1", "@a", "a,b", 'a"b'].map((text) => writeCsv([[asPlainText(text)]]).trimEnd())).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@a",
      '"a,b"',
      '"a""b"',
    ]);
  });

  it("page F1 finds by number with or without dashes and by name, and takes no text for a pattern", async () => {
    const { rows } = await list({});
    const [first] = rows;
    const number = first?.number ?? "";
    for (const query of [number, number.replaceAll("-", ""), number.toLowerCase()]) {
      expect((await list({ query })).rows.map(({ id }) => id)).toEqual([first?.id]);
    }
    expect((await list({ query: String(Number(number.split("-").at(-1))) })).rows.map(({ id }) => id)).toContain(
      first?.id,
    );
    expect((await list({ query: "50%" })).rows.map(({ accountName }) => accountName)).toEqual(["50% Ole"]);
    for (const query of ["%", "_", "'", "\\", "x".repeat(10_000)]) {
      expect((await list({ query })).count).toBe(query === "%" ? 1 : 0);
    }
    expect((await list({ issuedFrom: plainDate("2026-11-17") })).count).toBe(1);
    expect((await list({ issuedTo: plainDate("2026-11-16") })).count).toBe(2);
  });

  it("page F1 derives the state from what is owed, sorts, and pages by place without gap or double", async () => {
    const before = await list({ currency: "EUR" });
    await owner.begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      await tx`update invoice_balances set balance_minor = 1000 where invoice_id = ${before.rows[0]?.id ?? ""}`;
    });
    const states = async (today: string) => {
      await company.setNow(today);
      return (await list({ currency: "EUR" })).facets.status;
    };
    expect(await states("2026-11-17T10:00:00Z")).toEqual([
      { key: "paid", count: before.count - 1 },
      { key: "partly_paid", count: 1 },
    ]);
    expect(await states("2026-12-17T10:00:00Z")).toEqual([
      { key: "overdue", count: 1 },
      { key: "paid", count: before.count - 1 },
    ]);
    const overdue = await list({ status: "overdue", currency: "EUR" }, { sort: "balance" });
    expect(overdue.rows.map(({ balanceMinor }) => balanceMinor)).toEqual([1000n]);
    expect(overdue.totals).toMatchObject([{ currency: "EUR", count: 1, balanceMinor: 1000n }]);
    for (const sort of ["issued", "due", "total", "balance"] as const) {
      for (const direction of ["asc", "desc"] as const) {
        const { rows } = await list({}, { sort, direction });
        const [head] = rows;
        const value = { issued: head?.issueOn, due: head?.dueOn, total: head?.totalMinor, balance: head?.balanceMinor }[
          sort
        ];
        const rest = await list({}, { sort, direction, after: { value: String(value), id: head?.id ?? "" } });
        expect(rest.rows.map(({ id }) => id)).toEqual(rows.slice(1).map(({ id }) => id));
      }
    }
    await owner.begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      await tx`update invoice_balances set balance_minor = 0`;
    });
  });

  it("page F1 refuses who may not read invoices, before the first row of an export", async () => {
    const ctx = await as("catalog_admin");
    const input = { filters: none, sort: "issued", direction: "desc", zone } as const;
    await expect(listPostedInvoices(ctx, { ...input, after: null })).rejects.toMatchObject({ code: "forbidden" });
    expect(() => exportPostedInvoices(ctx, input)).toThrow();
  });
});

describe("page F7 the ledger", () => {
  const read = async (day: string | null) =>
    readTrialBalances(await as("auditor"), { day: day ? plainDate(day) : null, zone, sellerKey: null, currency: null });

  it("page F7.2 every trial balance comes to zero, and receivable is what invoices say is open", async () => {
    for (const day of [null, "2026-11-16", "2026-11-17"]) {
      const books = await read(day);
      expect(books.length).toBeGreaterThan(0);
      for (const book of books) {
        expect(book.debitMinor).toBe(book.creditMinor);
        expect(book.receivableMinor).toBe(book.openInvoices.balanceMinor);
      }
    }
    expect(await read("2026-11-01")).toEqual([]);
    const early = (await read("2026-11-16")).find(({ currency }) => currency === "EUR");
    const late = (await read(null)).find(({ currency }) => currency === "EUR");
    expect((early?.debitMinor ?? 0n) < (late?.debitMinor ?? 0n)).toBe(true);
  });

  it("page F7.1 every entry balances, and the entries of a balance add up to it and lead to an invoice", async () => {
    const ctx = await as("auditor");
    for (const book of await read(null)) {
      for (const row of book.rows) {
        const filters = {
          ledgerAccount: row.ledgerAccount,
          sellerKey: book.sellerKey,
          currency: book.currency,
          from: null,
          to: null,
        };
        const { entries } = await listJournal(ctx, { filters, after: null });
        const postings = entries.flatMap((entry) => entry.postings);
        for (const entry of entries) {
          expect(entry.postings.length).toBeGreaterThan(1);
          expect(new Set(entry.postings.map(({ currency }) => currency))).toEqual(new Set([book.currency]));
          expect(entry.postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(0n);
        }
        const own = postings.filter(({ ledgerAccount }) => ledgerAccount === row.ledgerAccount);
        expect(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(row.debitMinor - row.creditMinor);
        expect(entries.every(({ invoiceId }) => invoiceId !== null)).toBe(true);
      }
    }
  });

  it("page F7 pages by place, and refuses who may not read the ledger", async () => {
    const filters = { ledgerAccount: null, sellerKey: null, currency: null, from: null, to: null };
    const { entries } = await listJournal(await as("auditor"), { filters, after: null });
    expect(entries).toHaveLength(6);
    const [head] = entries;
    const after = { day: head?.postedOn ?? plainDate("2026-11-16"), id: head?.id ?? "" };
    const rest = await listJournal(await as("auditor"), { filters, after });
    expect(rest.entries.map(({ id }) => id)).toEqual(entries.slice(1).map(({ id }) => id));
    await expect(listJournal(await as("support_agent"), { filters, after: null })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
