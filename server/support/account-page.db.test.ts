import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creditInvoice } from "@/server/corrections";
import type { UserId } from "@/server/kernel";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { readAccountPage, readTimeline, type TimelineEvent } from ".";

let company: ScenarioCompany;
let accountId: string;
let owner: postgres.Sql;

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_staff" as UserId, name: "Staff", ...authorityOf(role) },
});

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  await buyInScenario(company, oneSeat, "4000000000009995");
  await buyInScenario(company, oneSeat, "4242424242424242", { ...jana, email: "busy@tulpe.example" });
  owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
  const [row] = await owner`select account_id from contacts where email = 'busy@tulpe.example'`;
  accountId = row?.account_id;
});

afterAll(async () => {
  await owner.end();
  await company.close();
});

const readAll = async (ctx: ServiceContext, group: TimelineEvent["group"] | null = null): Promise<TimelineEvent[]> => {
  const events: TimelineEvent[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof readTimeline>> = await readTimeline(ctx, { accountId, group, cursor });
    events.push(...page.events);
    cursor = page.nextCursor;
    if (!cursor) return events;
  }
};

/** 239 more invoices, 1,000 mails, and audit entries up to 3,000 events. */
const makeBusy = async () => {
  await owner.begin(async (tx) => {
    await tx.unsafe("set local session_replication_role = replica");
    await tx`
      insert into invoices select (jsonb_populate_record(null::invoices, to_jsonb(i) || jsonb_build_object(
        'id', 'inv_0' || lpad(n::text, 25, '0'), 'order_id', null,
        'posted_at', i.posted_at - n * interval '1 day', 'issue_on', i.issue_on - n, 'due_on', i.issue_on - n))).*
      from invoices i, generate_series(1, 239) n where i.account_id = ${accountId}`;
    await tx`
      insert into invoice_numbers select id, seller_id, account_id, 'COPY', 2026, row_number() over (), 'COPY-' || id
      from invoices where id like 'inv_0000%'`;
    await tx`
      insert into invoice_balances (invoice_id, account_id, seller_id, currency, balance_minor, due_on)
      select id, account_id, seller_id, currency, 0, due_on from invoices where id like 'inv_0000%'`;
    await tx`
      insert into mails (id, kind, natural_key, account_id, recipient, sender, subject, html, text, attachments, created_at)
      select 'mai_1' || lpad(n::text, 25, '0'), 'receipt', 'copy:' || n, ${accountId}, 'a@tulpe.example', 'b@c.example',
        'Receipt ' || n, repeat('<p>long</p>', 800), repeat('long ', 800), '[]', now() - n * interval '6 hours'
      from generate_series(1, 1000) n`;
    await tx`
      insert into audit_entries (id, account_id, actor_kind, actor_id, action, subject_ids, details, request_id, business_at)
      select 'aud_2' || lpad(n::text, 25, '0'), ${accountId}, 'system', 'test', 'entitlements:grant', array['x'], '{}',
        'test', '2026-11-01'::timestamptz - (n / 3) * interval '1 hour'
      from generate_series(1, 1800) n`;
  });
  await owner`analyze`;
};

describe("page T1 the account page", () => {
  it("page T1.3 owes what the ledger's receivable says", async () => {
    const view = await readAccountPage(await as("support_agent"), { accountId });
    const [row] = await company.db.execute<{ receivable: string }>(
      sql`select coalesce(sum(amount_minor), 0)::text as receivable from postings
        where ledger_account = 'accounts_receivable' and account_id = ${accountId}`,
    );
    const [total] = view.totals;
    expect(total?.balanceMinor).toBe(BigInt(row?.receivable ?? "-1"));
    expect(total).toMatchObject({ currency: "EUR", invoiceCount: 1, paidMinor: 3927n, overdueMinor: 0n });
    expect(view.sellerNames).toHaveLength(1);
    expect(view.failed).toEqual([]);
  });

  it("page T1 tells why a payment failed, in its own timeline only", async () => {
    const [row] = await owner`select account_id from contacts where email = ${jana.email}`;
    const { events } = await readTimeline(await as("support_agent"), { accountId: row?.account_id, group: "payments" });
    expect(events.map(({ kind }) => kind)).toEqual(["payment_failed"]);
    expect(events[0]).toMatchObject({ reason: "insufficient_funds", amountMinor: 3927n, currency: "EUR" });
  });

  it("page T1 shows no money to who may not read invoices", async () => {
    const view = await readAccountPage(await as("catalog_admin"), { accountId });
    expect(view).toMatchObject({ invoices: [], totals: [], payments: [], cards: [], mayReadMoney: false });
    expect(view.timeline.events.some(({ group }) => ["invoices", "payments", "mails"].includes(group))).toBe(false);
    expect(view.timeline.events.length).toBeGreaterThan(0);
    const hidden = await readTimeline(await as("catalog_admin"), { accountId, group: "payments" });
    expect(hidden.events).toEqual([]);
  });

  it("page T1.1 answers within a second with 240 invoices and 3,000 events, every event on one page, in order", async () => {
    await makeBusy();
    const ctx = await as("support_agent");
    await readAccountPage(ctx, { accountId });
    const began = performance.now();
    const view = await readAccountPage(ctx, { accountId });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(view.totals[0]?.invoiceCount).toBe(240);
    const total = view.timeline.counts.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBeGreaterThan(3_000);

    const events = await readAll(ctx);
    expect(events).toHaveLength(total);
    expect(new Set(events.map(({ key }) => key)).size).toBe(total);
    const places = events.map(({ at, key }) => `${at.toISOString()}|${key}`);
    expect(places).toEqual([...places].sort((a, b) => (a < b ? 1 : -1)));
    expect(await readAll(ctx, "invoices")).toHaveLength(240);
    expect(events.find(({ group }) => group === "mails")?.mailText).toContain("long");
  });

  it("page T1 an address that makes no sense shows the newest", async () => {
    const ctx = await as("support_agent");
    const newest = await readTimeline(ctx, { accountId });
    for (const cursor of ["x", "'", "%", "2026-99-99T00:00:00.000Z|0", "0".repeat(10_000), "\0"]) {
      expect((await readTimeline(ctx, { accountId, cursor })).events[0]?.key).toBe(newest.events[0]?.key);
    }
  });

  it("page T1 tells what was corrected of an invoice, why, and what it came to", async () => {
    const [row] = await owner`select id from invoices where account_id = ${accountId} order by posted_at desc limit 1`;
    const asked = { invoiceId: row?.id, reason: "A day without service", requestKey: "timeline" };
    await creditInvoice(await company.context(), { ...asked, credit: { grossMinor: 1000n } });
    const { events } = await readTimeline(await as("support_agent"), { accountId, group: "invoices" });
    expect(events.find(({ kind }) => kind === "credit_note_posted")).toMatchObject({
      amountMinor: -1000n,
      subject: "CN-2026-0000001",
      ref: row?.id,
      note: "A day without service",
    });
  });

  it("page T1.6 a part that cannot be read leaves the others ready", async () => {
    const [role] = await company.db.execute<{ name: string }>(sql`select current_user as name`);
    await owner.unsafe(`revoke select on entitlements from ${role?.name}`);
    try {
      const view = await readAccountPage(await as("support_agent"), { accountId });
      expect(view.failed).toEqual(["entitlements"]);
      expect(view.people).toBeDefined();
      expect(view.invoices.length).toBeGreaterThan(0);
      expect(view.timeline.events.length).toBeGreaterThan(0);
    } finally {
      await owner.unsafe(`grant select on entitlements to ${role?.name}`);
    }
  });
});
