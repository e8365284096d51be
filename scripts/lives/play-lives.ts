import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { openScenarioRunner, runCases } from "@/server/conformance";
import type { RandomLife } from "./random-life";

export type PlayedLives = {
  readonly count: number;
  readonly invoices: number;
  /** Lives that ended in something else than an answer, or whose books have a residue. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
  /** How many invoices came of billing once more what was billed. */
  readonly billedTwice: number;
  /** Lines and payments of which more was given back than there was. */
  readonly excesses: readonly string[];
};

/** Plays lives through the verbs, each with a seller of its own, and proves the books of all. */
export const playLives = async (db: Database, lives: readonly RandomLife[]): Promise<PlayedLives> => {
  const scenarios = await openScenarioRunner(db);
  const cases = lives.map(({ id, input }) => ({ id, op: "scenario.run", input, expected: {}, conventions: {} }));
  const results = await runCases(cases, scenarios);
  const invoices = await countInvoices(db);
  await scenarios.billAgain();
  return {
    count: lives.length,
    invoices,
    failed: results.flatMap(({ id, status, reason }) =>
      status === "pass" ? [] : [{ id, reason: reason ?? "The answer is another." }],
    ),
    billedTwice: (await countInvoices(db)) - invoices,
    excesses: await listExcesses(db),
  };
};

const countInvoices = async (db: Database): Promise<number> => {
  const [row] = await db.execute<{ invoices: number }>(sql`select count(*)::int as invoices from invoices`);
  return row?.invoices ?? 0;
};

// A line that was voided and billed again stands there twice and counts once.
const listExcesses = async (db: Database): Promise<string[]> => {
  const rows = await db.execute<{ id: string }>(sql`
    with lines as (
      select distinct on (subscription_id, service_no) id, subscription_id, service_no, credits_no, net_minor
      from invoice_lines where subscription_id is not null and service_no is not null
      order by subscription_id, service_no, rebilled desc
    )
    select l.id from lines l join lines c on c.subscription_id = l.subscription_id and c.credits_no = l.service_no
    group by l.id, l.net_minor having -sum(c.net_minor) > l.net_minor
    union all
    select p.id from payments p join refunds r on r.payment_id = p.id
    where r.state <> 'failed' group by p.id, p.amount_minor having sum(r.amount_minor) > p.amount_minor`);
  return rows.map(({ id }) => id);
};
