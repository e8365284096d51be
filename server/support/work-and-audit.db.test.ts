import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainDate, type UserId } from "@/server/kernel";
import { authorityOf, type StaffRole } from "@/server/people/core";
import { listEngineFunctions, listFailedRuns, readOutboxState, type ServiceContext } from "@/server/platform";
import { prove } from "@/server/proof";
import { buyInScenario, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { listAuditActions, listAuditEntries, listWork } from ".";

let company: ScenarioCompany;
let owner: postgres.Sql;
let sold: { readonly accountId: string; readonly orderId: string; readonly invoiceId: string };

const zone = "Europe/Dublin";

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_staff" as UserId, name: "Staff", ...authorityOf(role) },
});

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  await buyInScenario(company, oneSeat);
  owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
  const [row] = await owner`select account_id, order_id, id from invoices`;
  sold = { accountId: row?.account_id, orderId: row?.order_id, invoiceId: row?.id };
});

afterAll(async () => {
  await owner.end();
  await company.close();
});

const groupsOf = async (role: StaffRole) =>
  (await listWork(await as(role), { zone })).sections.map(({ group }) => group);

describe("page C1 the work queue", () => {
  it("page C1.2 has nothing to show while nothing needs anybody, and says what comes next", async () => {
    const queue = await listWork(await as("auditor"), { zone });
    expect(queue.sections).toEqual([]);
    expect(queue.nextBilling).toMatchObject({ count: 1 });
  });

  it("page C1.1 shows each role only what it may see, with count and amount a currency", async () => {
    await owner.begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      await tx`update invoice_balances set balance_minor = 3927, due_on = '2026-11-10'`;
      await tx`
        insert into mails (id, kind, natural_key, recipient, sender, subject, html, text, attachments, created_at,
          attempts, last_error)
        values ('mai_1', 'receipt', 'lost', 'a@b.example', 'c@d.example', 's', 'h', 't', '[]', now(), 10, 'no host')`;
      await tx`
        insert into provisioning_tasks (id, account_id, cause, state, attempts, last_error, created_at)
        values ('prt_1', ${sold.accountId}, 'test', 'failed', 5, 'refused', now())`;
    });
    const { sections } = await listWork(await as("auditor"), { zone });
    expect(sections.map(({ group, count }) => [group, count])).toEqual([
      ["overdue", 1],
      ["provisioning", 1],
      ["mails", 1],
    ]);
    expect(sections[0]?.amounts).toEqual([{ currency: "EUR", minor: 3927n }]);
    expect(sections[0]?.rows[0]).toMatchObject({ id: sold.invoiceId, accountId: sold.accountId, amountMinor: 3927n });
    expect(await groupsOf("support_agent")).toEqual(["overdue", "provisioning"]);
    expect(await groupsOf("catalog_admin")).toEqual(["provisioning"]);
    expect(await groupsOf("platform_admin")).toEqual(["provisioning", "mails"]);
  });
});

describe("page D7 the audit log", () => {
  it("page D7.3 filtered by an object shows its full life", async () => {
    const { rows } = await listAuditEntries(await as("auditor"), { subject: sold.orderId, zone });
    expect(rows.map(({ action }) => action)).toEqual(["orders:complete", "orders:place"]);
  });

  it("page D7 filters by who, what, account and day, alone and together", async () => {
    const ctx = await as("auditor");
    const day = plainDate("2026-11-16");
    const all = await listAuditEntries(ctx, { zone });
    expect(all.rows.length).toBeGreaterThan(5);
    const actions = await listAuditActions(ctx);
    expect(new Set(all.rows.map(({ action }) => action))).toEqual(new Set(actions));
    const some = await listAuditEntries(ctx, { action: "orders:place", account: sold.accountId, day, zone });
    expect(some.rows).toHaveLength(1);
    const byNumber = await listAuditEntries(ctx, { account: "ACC-000001", zone });
    expect(byNumber.rows.every(({ accountName }) => accountName !== null)).toBe(true);
    expect((await listAuditEntries(ctx, { day: plainDate("2020-01-01"), zone })).rows).toEqual([]);
    for (const text of ["'", "%", "x".repeat(10_000)]) {
      expect(
        (await listAuditEntries(ctx, { actor: text, action: text, account: text, subject: text, zone })).rows,
      ).toEqual([]);
    }
  });

  it("page D7.2 an entry cannot be changed or taken away by the product, and the chain of seals verifies", async () => {
    const ctx = await company.context();
    const { checks } = await prove(ctx, await company.access.gateway.listBook());
    const seals = checks.find(({ id }) => id === "seals");
    expect(seals).toMatchObject({ residue: 0 });
    expect(seals?.compared).toBeGreaterThan(0);
    for (const statement of ["update audit_entries set action = 'x'", "delete from audit_entries"]) {
      await expect(ctx.db.execute(statement)).rejects.toThrow();
    }
  });

  it("page D7 is for who may read it, and so are the jobs", async () => {
    const agent = await as("support_agent");
    const refused = { code: "forbidden" };
    await expect(listAuditEntries(agent, { zone })).rejects.toMatchObject(refused);
    await expect(listEngineFunctions(agent)).rejects.toMatchObject(refused);
    await expect(listFailedRuns(agent)).rejects.toMatchObject(refused);
    await expect(readOutboxState(agent)).rejects.toMatchObject(refused);
  });

  it("page D7 counts what the outbox has not told, and shows a failed run's words", async () => {
    await owner`insert into inngest_embedded.functions (id, app_id, url, trigger_events, config_json, concurrency_limits)
      values ('app-f', 'app', 'http://x', array['some/event'], '{}', '{}')`;
    await owner`insert into inngest_embedded.events (id, name, payload_json) values ('evt', 'some/event', '{}')`;
    await owner`insert into inngest_embedded.runs (id, function_id, event_id, status, concurrency_keys, output_json, ended_at)
      values ('run', 'app-f', 'evt', 'failed', '{}', '{"name":"Error","message":"the product is away"}', now())`;
    const ctx = await as("platform_admin");
    expect((await readOutboxState(ctx)).unsentCount).toBeGreaterThan(0);
    expect(await listEngineFunctions(ctx)).toMatchObject([{ id: "app-f", failed: 1, triggers: ["some/event"] }]);
    expect(await listFailedRuns(ctx)).toMatchObject([{ error: "Error: the product is away" }]);
  });
});
