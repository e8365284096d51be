import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { authorityOf } from "@/server/people/core";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { listPostedInvoices } from ".";

const copiesOfEach = 95_000;
const owedEvery = 200;

let company: ScenarioCompany;

/** An invoice in euros and one in dollars, 95,000 of each over 540 days, of which every 200th is owed by its own amount. */
beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  await buyInScenario(company, oneSeat);
  await buyInScenario(company, { ...oneSeat, country: "US" }, undefined, { ...jana, email: "ann@mesa.example" });
  const owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.begin(async (tx) => {
    await tx.unsafe("set local session_replication_role = replica");
    await tx`
      insert into invoices (id, account_id, seller_id, currency, policy_id, issue_on, due_on, subtotal_minor, tax_minor,
        total_minor, bill_to, tax_treatment, promise_hash, posted_at)
      select 'inv_0' || lpad(n::text, 24, '0') || right(i.currency, 1), account_id, seller_id, currency, policy_id,
        issue_on - 1 - n % 540, due_on - 1 - n % 540, subtotal_minor, tax_minor, total_minor, bill_to, tax_treatment,
        promise_hash, posted_at
      from invoices i, generate_series(1, ${copiesOfEach}) n`;
    await tx`
      insert into invoice_numbers
      select id, seller_id, account_id, 'COPY', 2026, row_number() over (order by id), 'COPY-' || right(id, 8)
      from invoices where id like 'inv_0000%'`;
    await tx`
      insert into invoice_balances (invoice_id, account_id, seller_id, currency, balance_minor, due_on)
      select id, account_id, seller_id, currency, case when at % ${owedEvery} = 0 then at / ${owedEvery} else 0 end, due_on
      from (select *, row_number() over (partition by currency order by id) as at from invoices
        where id like 'inv_0000%') i`;
  });
  await owner`analyze`;
  await owner.end();
}, 60_000);

afterAll(() => company.close());

const list = async () =>
  listPostedInvoices(
    {
      ...(await company.context()),
      actor: {
        ...({ kind: "staff", userId: "usr_staff", name: "Staff" } as const),
        ...authorityOf("auditor"),
      },
    },
    {
      filters: {
        ...{ query: "", status: "overdue", currency: "EUR" },
        ...{ sellerKey: null, issuedFrom: null, issuedTo: null },
      },
      ...{ sort: "balance", direction: "desc", after: null, zone: "Europe/Dublin" },
    },
  );

it("page F1.1 of 190,000 invoices those overdue in euros are there within 300 ms, the most owed first", async () => {
  await list();
  const began = performance.now();
  const { rows, count, totals } = await list();
  expect(performance.now() - began).toBeLessThan(300);
  const owedCount = copiesOfEach / owedEvery;
  expect(count).toBe(owedCount);
  expect(totals).toMatchObject([{ currency: "EUR", balanceMinor: BigInt((owedCount * (owedCount + 1)) / 2) }]);
  expect(rows.slice(0, 3).map(({ balanceMinor }) => balanceMinor)).toEqual([475n, 474n, 473n]);
});
