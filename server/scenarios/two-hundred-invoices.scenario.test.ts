import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mails } from "@/db/schema/notifications";
import { openAccount } from "@/server/accounts";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { runBillRun } from "@/server/billing";
import { getInvoicePdf, readInvoiceDocument, writeAccountInvoicesCsv } from "@/server/documents";
import { readPdfText } from "@/server/documents/read-pdf-text";
import { listInvoices } from "@/server/invoices";
import { plainDate } from "@/server/kernel";
import { queueInvoiceMails, queueOrderMails } from "@/server/notifications";
import { placeOnAccount, previewOnAccount } from "@/server/orders";
import { listNumberSeries } from "@/server/proof";
import { listSellers } from "@/server/sellers";
import {
  exportPostedInvoices,
  type InvoiceListRow,
  listPostedInvoices,
  readAccountOverview,
  readAccountPage,
  readInvoicePage,
  readRecovery,
  readTrialBalances,
  writeInvoiceListCsv,
} from "@/server/support";
import { inCsv, inLedger, inMail, onPaper, onScreen, readCsv } from "./said-totals";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

/** Numbers that look random and are the same each time. */
const dice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
};

const accountCount = 90;
const sampleCount = 200;
const zone = "Europe/Dublin";
const roll = dice(20_261_116);
const filters = { query: "", status: null, currency: null, sellerKey: null, issuedFrom: null, issuedTo: null };

let company: ScenarioCompany;
let rows: readonly InvoiceListRow[];
const accountIds: string[] = [];
const estimates: { readonly accountId: string; readonly on: string; readonly totalMinor: bigint }[] = [];

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  setTestEnvironment(company.database.url);
  const orderIds: string[] = [];
  for (let at = 0; at < accountCount; at += 1) orderIds.push(await sellOnAccount(at));
  for (const accountId of accountIds) await keepEstimate(accountId);
  for (const day of ["2026-12-16", "2027-01-16"]) await bill(day);
  rows = await listAll();
  const ctx = await company.context();
  await queueOrderMails(ctx, orderIds);
  await queueInvoiceMails(
    ctx,
    rows.map(({ id }) => id),
  );
}, 120_000);

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const places = [
  { country: "DE", currency: "EUR", timeZone: "Europe/Berlin", taxId: "DE123456789" },
  { country: "IE", currency: "EUR", timeZone: "Europe/Dublin", taxId: null },
  { country: "US", currency: "USD", timeZone: "America/New_York", taxId: null },
  { country: "GB", currency: "GBP", timeZone: "Europe/London", taxId: null },
  { country: "JP", currency: "JPY", timeZone: "Asia/Tokyo", taxId: null },
] as const;

const rollPlans = (currency: string) => {
  const desk = ["desk-starter", "desk-team", "desk-business"][roll(3)] ?? "desk-team";
  return [
    { key: desk, quantity: 1 + roll(desk === "desk-starter" ? 3 : 40) },
    ...(currency !== "JPY" && roll(3) === 0 ? [{ key: "eu-data-residency", quantity: 1 }] : []),
    ...(roll(4) === 0 ? [{ key: "onboarding", quantity: 1 }] : []),
  ];
};

const sellOnAccount = async (at: number): Promise<string> => {
  const ctx = await company.context();
  const { taxId, ...place } = places[at % places.length] ?? places[0];
  const kind = roll(2) === 0 ? "business" : "personal";
  const hasTaxId = kind === "business" && taxId !== null && roll(2) === 0;
  const name = `Buyer ${at}`;
  const { id: accountId } = await openAccount(ctx, {
    ...{ name, ...place, kind, taxId: hasTaxId ? taxId : null, taxIdStatus: hasTaxId ? "valid" : "none" },
    billTo: {
      ...{ name, email: `buyer-${at}@tulpe.example`, addressLines: ["1 Quay"] },
      ...{ city: "Harbor", postcode: null, region: null, country: place.country },
    },
  });
  accountIds.push(accountId);
  const ratePlans = rollPlans(place.currency);
  const actions = [{ action: "create", interval: roll(5) === 0 ? "year" : "month", ratePlans }] as const;
  const { previewId } = await previewOnAccount(ctx, { accountId, actions });
  return placeOnAccount(ctx, { accountId, actions, previewId });
};

const keepEstimate = async (accountId: string): Promise<void> => {
  const { subscriptions } = await readAccountOverview(await company.context(), accountId);
  for (const { nextInvoice } of subscriptions) {
    if (nextInvoice) estimates.push({ accountId, on: nextInvoice.on, totalMinor: nextInvoice.document.total.minor });
  }
};

const bill = async (day: string): Promise<void> => {
  await company.setNow(`${day}T12:00:00Z`);
  const ctx = await company.context();
  for (const seller of await listSellers(ctx)) {
    await runBillRun(ctx, { sellerId: seller.id, throughOn: plainDate(day), owner: "scenario" });
  }
};

const exportAll = async () =>
  exportPostedInvoices(await company.context(), { filters, sort: "issued", direction: "asc", zone });

const listAll = async (): Promise<InvoiceListRow[]> => {
  const all: InvoiceListRow[] = [];
  for await (const batch of await exportAll()) all.push(...batch);
  return all;
};

const readListCsv = async (): Promise<ReturnType<typeof readCsv>> => {
  let text = "";
  for await (const part of writeInvoiceListCsv(await exportAll(), plainDate("2027-01-16"))) text += part;
  return readCsv(text, "number");
};

const readAccountCsv = async (): Promise<ReturnType<typeof readCsv>> => {
  const all = new Map<string, Record<string, string>>();
  for (const accountId of accountIds) {
    const invoices = await listInvoices(await company.context(), { accountId, limit: 200 });
    for (const [number, cells] of readCsv(writeAccountInvoicesCsv(invoices), "Number")) all.set(number, cells);
  }
  return all;
};

const readPaper = async ({ id }: InvoiceListRow): Promise<string> =>
  readPdfText((await getInvoicePdf(await company.context(), id)).bytes);

const readMails = async (): Promise<Map<string, string>> => {
  const all = await company.db.select({ text: mails.text }).from(mails);
  const numbered = all.map(({ text }) => [/(?:INV|AIN)-\d{4}-\d{7}/.exec(text)?.[0] ?? "", text] as const);
  return new Map(numbered);
};

const sample = (): InvoiceListRow[] => {
  const left = [...rows];
  return Array.from({ length: sampleCount }, () => left.splice(roll(left.length), 1)).flat();
};

describe("two hundred invoices", () => {
  it("check G8 page M7.2 say one total each, and add up to it, on screen, in PDF, mail, CSV and ledger", async () => {
    const [listCsv, accountCsv, mailTexts] = [await readListCsv(), await readAccountCsv(), await readMails()];
    const chosen = sample();
    const ctx = await company.context();
    expect(new Set(chosen.map(({ id }) => id)).size).toBe(sampleCount);
    expect(new Set(chosen.map(({ currency }) => currency))).toEqual(new Set(["EUR", "GBP", "JPY", "USD"]));
    for (const invoice of chosen) {
      const { number, currency, totalMinor } = invoice;
      const said = {
        screen: onScreen(await readInvoiceDocument(ctx, invoice.id)),
        paper: onPaper(await readPaper(invoice), currency),
        mail: inMail(mailTexts.get(number) ?? "", currency),
        list: inCsv(listCsv.get(number), ["net", "tax", "total"], currency),
        account: inCsv(accountCsv.get(number), ["Net", "Tax", "Total"], currency),
        ledger: inLedger(await readInvoicePage(ctx, invoice.id)),
      };
      const places = Object.keys(said);
      const same = { sum: totalMinor, total: totalMinor };
      expect(said, number).toEqual(Object.fromEntries(places.map((place) => [place, same])));
      expect(totalMinor > 0n).toBe(true);
    }
  });

  it("are of businesses and persons, with tax, without it and with reverse charge, of one to three lines", async () => {
    const [counts] = await company.db.execute(sql`
      select (select count(distinct kind) from accounts)::int as kinds,
        (select array_agg(distinct treatment::text order by treatment::text) from invoice_taxes) as treatments,
        (select array_agg(distinct lines order by lines) from (
          select count(*)::int as lines from invoice_lines group by invoice_id) n) as lines`);
    expect(counts).toEqual({
      kinds: 2,
      treatments: ["charged", "not_registered", "reverse_charge"],
      lines: [1, 2, 3],
    });
  });

  it("page M1.1 the estimate of each next invoice is the invoice that its day posts", async () => {
    const due = estimates.filter(({ on }) => on === "2026-12-16");
    expect(due.length).toBeGreaterThan(accountCount / 2);
    for (const { accountId, on, totalMinor } of due) {
      const posted = rows.filter((row) => row.accountId === accountId && row.issueOn === on);
      expect(posted.map((row) => row.totalMinor)).toEqual([totalMinor]);
    }
  });

  it("page M1.2 what an account has to see to comes with the most money first", async () => {
    const ctx = await company.context();
    let waiting = 0;
    for (const accountId of accountIds) {
      const balances = (await readRecovery(ctx, accountId)).map(({ invoice }) => invoice.balanceMinor);
      expect(balances).toEqual([...balances].sort((a, b) => (a > b ? -1 : Number(a < b))));
      waiting += new Set(balances).size > 1 ? 1 : 0;
    }
    expect(waiting).toBeGreaterThan(10);
  });

  it("page F1.5 the list's totals are what was booked as receivable, and nothing that is in no book", async () => {
    const ctx = await company.context();
    const order = { sort: "issued", direction: "desc", after: null, zone } as const;
    const { totals } = await listPostedInvoices(ctx, { filters, ...order });
    const booked = await company.db.execute<{ currency: string; minor: string }>(sql`
      select currency, sum(amount_minor)::text as minor from postings
      where ledger_account = 'accounts_receivable' group by currency order by currency`);
    expect(totals.map(({ currency, totalMinor }) => ({ currency, minor: totalMinor.toString() }))).toEqual([...booked]);
  });

  it("page F2.3 are numbered without a gap, by seller and year", async () => {
    const series = await listNumberSeries(await company.context());
    expect(series.map(({ series: name, isWhole }) => [name, isWhole])).toEqual([
      ["inc AIN 2026", true],
      ["inc AIN 2027", true],
      ["ireland INV 2026", true],
      ["ireland INV 2027", true],
    ]);
    expect(series.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
  });

  it("page F7.2 page T1.3 owe what receivable says: as a book, and account by account", async () => {
    const ctx = await company.context();
    const books = await readTrialBalances(ctx, { day: null, zone, sellerKey: null, currency: null });
    expect(books.map(({ currency }) => currency).sort()).toEqual(["EUR", "GBP", "JPY", "USD"]);
    for (const book of books) {
      expect(book.debitMinor).toBe(book.creditMinor);
      expect(book.receivableMinor).toBe(book.openInvoices.balanceMinor);
      expect(book.receivableMinor > 0n).toBe(true);
    }
    for (const accountId of accountIds.slice(0, 10)) {
      const [total] = (await readAccountPage(ctx, { accountId })).totals;
      const [booked] = await company.db.execute<{ minor: string }>(sql`
        select sum(amount_minor)::text as minor from postings
        where ledger_account = 'accounts_receivable' and account_id = ${accountId}`);
      expect(total?.balanceMinor).toBe(BigInt(booked?.minor ?? "0"));
      expect((total?.balanceMinor ?? 0n) > 0n).toBe(true);
    }
  });
});
