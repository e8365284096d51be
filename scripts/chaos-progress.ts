import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { chaosDueAt } from "./chaos-company";

const due = sql`${chaosDueAt.toISOString()}::timestamptz`;

/** How much of the billing day is done: invoices posted and payments ended, each one step. */
export const countSteps = async (db: Database): Promise<number> => {
  const [row] = await db.execute<{ steps: number }>(sql`
    select (select count(*) from invoices where bill_run_id is not null)::int
      + (select count(*) from payments where created_at >= ${due} and finished_at is not null)::int as steps`);
  return row?.steps ?? 0;
};

export type Unfinished = Readonly<Record<"runs" | "due" | "uncollected" | "payments" | "unrecognized", number>>;

/** What is still to be done of the run, of its collection and of the month that is over. */
export const readUnfinished = async (db: Database): Promise<Unfinished> => {
  const [row] = await db.execute<Unfinished>(sql`
    select (select count(*) from bill_runs where status = 'running')::int as runs,
      (select count(*) from subscriptions where status = 'active' and bill_at <= ${due})::int as due,
      (select count(*) from invoice_balances where collect_at <= ${due})::int as uncollected,
      (select count(*) from payments where state in ('created', 'submitted', 'unknown'))::int as payments,
      (select count(*) from sellers where id not in
        (select seller_id from revenue_progress where recognized_through_month >= '2026-11'))::int as unrecognized`);
  if (!row) throw new Error("Counting gave no row.");
  return row;
};

export const isAtRest = (unfinished: Unfinished): boolean => Object.values(unfinished).every((left) => left === 0);

export type Phase = "posting" | "collecting";

/** What was still to come at an instant that is past: postings, only collecting, or nothing any more. */
export const findPhaseAt = async (db: Database, at: Date): Promise<Phase | null> => {
  const instant = sql`${at.toISOString()}::timestamptz`;
  const [row] = await db.execute<{ posting: boolean; collecting: boolean }>(sql`
    select exists (select 1 from bill_runs where ended_at > ${instant}) as posting,
      exists (select 1 from payment_transitions where recorded_at > ${instant}) as collecting`);
  if (row?.posting) return "posting";
  return row?.collecting ? "collecting" : null;
};
