import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserId } from "@/server/kernel";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { exportAccounts, type ListAccounts, listAccounts, seesMoney, writeAccountListCsv } from ".";
import { type AccountFilters, accountSorts } from "./core";

let company: ScenarioCompany;
let owner: postgres.Sql;

const zone = "Europe/Dublin";
const count = 130;
const none: AccountFilters = { query: "", status: null, country: null, currency: null, owes: null };

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_staff" as UserId, name: "Staff", ...authorityOf(role) },
});

const list = async (filters: Partial<AccountFilters>, more: Partial<ListAccounts> = {}, role: StaffRole = "auditor") =>
  listAccounts(await as(role), {
    filters: { ...none, ...filters },
    sort: "since",
    direction: "desc",
    after: null,
    zone,
    ...more,
  });

// Every third in Japan; every tenth owes, and of these every other since yesterday; every fifth has no subscription.
beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.unsafe("set session_replication_role = replica");
  await owner`
    insert into accounts (id, bucket, name, kind, country, time_zone, currency, tax_id_status, created_at, activated_at)
    select 'acc_' || lpad(n::text, 26, '0'), 0, 'Müller ' || lpad((n % 7)::text, 3, '0'), 'business',
      case when n % 3 = 0 then 'JP' else 'DE' end, 'UTC', case when n % 3 = 0 then 'JPY' else 'EUR' end, 'none',
      '2026-01-01', '2026-01-01'::timestamptz + (n / 2) * interval '1 hour'
    from generate_series(1, ${count}) n`;
  await owner`
    insert into contacts (id, account_id, kind, name, email, address_lines, country)
    select 'con_' || id, id, 'bill_to', name, 'office' || right(id, 3) || '@firm.example', array['x'], country
    from accounts`;
  await owner`
    insert into invoice_balances (invoice_id, account_id, seller_id, currency, balance_minor, due_on)
    select 'inv_' || id, id, 'sel', currency, right(id, 3)::int,
      case when right(id, 3)::int % 20 = 0 then '2026-11-15'::date else '2026-12-01'::date end
    from accounts where right(id, 3)::int % 10 = 0`;
  await owner`
    insert into subscriptions (id, account_id, bucket, seller_id, currency, status, policy_id, order_id, time_zone,
      plan_key, interval_unit, interval_count, quantity, start_on, paid_from_on, runs_from_on, runs_by, alignment,
      anchor_on, settled_through_on, created_at)
    select 'sub_' || id, id, 0, 'sel', currency, case when right(id, 3)::int % 5 = 0 then 'expired' else 'active' end, 1,
      'ord', 'UTC', '', 'month', 1, 1, '2026-01-01', '2026-01-01', '2026-01-01', 'start', 'anniversary', '2026-01-01',
      '2026-01-01', '2026-01-01'
    from accounts`;
});

afterAll(async () => {
  await owner.end();
  await company.close();
});

const walk = async (filters: Partial<AccountFilters>, more: Partial<ListAccounts>) => {
  const rows = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(filters, { ...more, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after);
  return rows;
};

const readCsv = async (role: StaffRole, filters: Partial<AccountFilters>): Promise<string[][]> => {
  const ctx = await as(role);
  const batches = exportAccounts(ctx, { filters: { ...none, ...filters }, sort: "owes", direction: "desc", zone });
  let text = "";
  for await (const part of writeAccountListCsv(batches, { zone, withMoney: seesMoney(ctx) })) text += part;
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
};

describe("page T1 the accounts list", () => {
  it("page T1 each facet counts what choosing it would show, alone and with others", async () => {
    const all = await list({});
    expect(all.count).toBe(count);
    expect(all.facets.owes.map(({ key, count: of }) => [key, of])).toEqual([
      ["nothing", 117],
      ["open", 7],
      ["overdue", 6],
    ]);
    for (const dimension of ["status", "country", "currency", "owes"] as const) {
      for (const base of [{}, { country: "JP" }, { owes: "overdue" as const }]) {
        for (const { key, count: of } of (await list(base)).facets[dimension]) {
          const chosen = { ...base, [dimension]: key };
          expect((await list(chosen)).count, JSON.stringify(chosen)).toBe(of);
          expect(await walk(chosen, {}), JSON.stringify(chosen)).toHaveLength(of);
        }
      }
    }
  });

  it.each(accountSorts)("page T1 ordered by %s it goes through all pages once, up and down", async (sort) => {
    for (const direction of ["asc", "desc"] as const) {
      const rows = await walk({}, { sort, direction });
      expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
      const up = direction === "asc" ? rows : rows.toReversed();
      const values = {
        since: up.map(({ activatedAt }) => activatedAt.getTime()),
        name: up.map(({ name }) => name),
        owes: up.map(({ balances }) => Number(balances[0]?.balanceMinor ?? 0n)),
      }[sort];
      expect(values).toEqual(values.toSorted((one, other) => (one < other ? -1 : Number(one > other))));
    }
  });

  it("page T1 totals are the sums of the rows, a currency each", async () => {
    const { owed } = await list({ owes: "overdue" });
    const balances = (await walk({ owes: "overdue" }, {})).flatMap((row) => row.balances);
    for (const { currency, balanceMinor } of owed) {
      const own = balances.filter((balance) => balance.currency === currency);
      expect(own.reduce((sum, balance) => sum + balance.balanceMinor, 0n)).toBe(balanceMinor);
    }
    expect(owed).toHaveLength(2);
  });

  it("page T1 finds by name, e-mail and number, and what means nothing finds nothing", async () => {
    const countOf = async (query: string) => (await list({ query })).count;
    expect(await countOf("muller 003")).toBe((await list({ query: "Müller 003" })).count);
    expect(await countOf("müller 003")).toBeGreaterThan(10);
    expect(await countOf("office042")).toBe(1);
    expect(await countOf("OFFICE042@firm.example")).toBe(1);
    expect(await countOf("office042@fir")).toBe(1);
    expect(await countOf("firm.ex")).toBe(count);
    const [first] = (await list({})).rows;
    expect((await list({ query: first?.reference ?? "" })).rows.map(({ id }) => id)).toEqual([first?.id]);
    for (const nonsense of ["%", "_", "'", "\\", "@", "acc-999999", "x".repeat(120)]) {
      expect(await countOf(nonsense), nonsense).toBeLessThanOrEqual(nonsense === "@" ? count : 0);
    }
    expect((await list({}, { after: `acc_${"z".repeat(26)}` })).rows).toHaveLength(50);
  });

  it("page T1 the export has exactly what is filtered", async () => {
    for (const filters of [{}, { country: "JP" }, { owes: "overdue" as const }, { query: "nobody" }]) {
      const [head = [], ...lines] = await readCsv("auditor", filters);
      const { count: counted, owed } = await list(filters);
      expect(lines).toHaveLength(counted);
      const at = head.indexOf("owes");
      const yen = lines.filter((line) => line.includes("JPY")).reduce((sum, line) => sum + Number(line[at]), 0);
      expect(yen).toBe(Number(owed.find(({ currency }) => currency === "JPY")?.balanceMinor ?? 0n));
    }
  });

  it("page T1 who may not see money is told of none, by no filter, order or file", async () => {
    const seen = await list({ owes: "overdue" }, { sort: "owes" }, "catalog_admin");
    expect(seen).toMatchObject({ count, owed: [], mayReadMoney: false, facets: { owes: [] } });
    expect(seen.rows.every(({ balances, owes }) => owes === "nothing" && balances.length === 0)).toBe(true);
    const [head, ...lines] = await readCsv("catalog_admin", { owes: "overdue" });
    expect(head).not.toContain("owes");
    expect(lines).toHaveLength(count);
  });
});
