import { type SQL, sql } from "drizzle-orm";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export const workGroups = ["run_errors", "overdue", "unapplied", "unknown_payments", "provisioning", "mails"] as const;
export type WorkGroup = (typeof workGroups)[number];

export type WorkRow = {
  readonly id: string;
  readonly label: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly note: string | null;
  readonly attempts: number;
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  readonly since: Date;
};

type Raw = {
  readonly id: string;
  readonly label: string;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly note: string | null;
  readonly attempts: number;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly since: string;
};

const mailAttemptsMax = 10;
const provisioningAttemptsMin = 3;

/** What needs somebody, as (id, label, account_id, note, attempts, amount, currency, since). */
const sourceOf = (group: WorkGroup, today: PlainDate): SQL => {
  switch (group) {
    case "run_errors":
      return sql`select e.run_id as id, e.reason as label, e.account_id, e.message as note, e.attempts,
        null::bigint as amount, null::text as currency, r.started_at as since
        from bill_run_errors e join bill_runs r on r.id = e.run_id where e.resolved_at is null`;
    case "overdue":
      return sql`select b.invoice_id as id, n.number as label, b.account_id,
        (select p.decline_reason from payments p where p.purpose_kind = 'invoice' and p.purpose_id = b.invoice_id
          and p.state = 'failed' and p.account_id = b.account_id order by p.created_at desc limit 1) as note,
        0 as attempts, b.balance_minor as amount, b.currency, b.due_on::timestamptz as since
        from invoice_balances b join invoice_numbers n on n.invoice_id = b.invoice_id
        where b.balance_minor <> 0 and b.due_on < ${today}::date`;
    case "unapplied":
      // The ledger knows which payments ever had a rest; only those few are looked at.
      return sql`select p.id, coalesce(n.number, p.id) as label, p.account_id,
        p.card_brand || ' ' || p.card_last4 as note, 0 as attempts,
        p.amount_minor - a.applied as amount, p.currency, p.received_on::timestamptz as since
        from (select distinct e.source_id from postings t
          join journal_entries e on e.id = t.entry_id and e.source_kind = 'payment'
          where t.ledger_account = 'unapplied_payments') kept
        join payments p on p.id = kept.source_id and p.state in ('succeeded', 'settled')
        cross join lateral (
          select coalesce(sum(amount_minor), 0) as applied from payment_applications where payment_id = p.id) a
        left join invoice_numbers n on p.purpose_kind = 'invoice' and n.invoice_id = p.purpose_id
        where p.amount_minor > a.applied`;
    case "unknown_payments":
      return sql`select p.id, p.id as label, p.account_id, null::text as note, p.check_count as attempts,
        p.amount_minor as amount, p.currency, p.created_at as since from payments p where p.state = 'unknown'`;
    case "provisioning":
      return sql`select t.id, t.id as label, t.account_id, t.last_error as note, t.attempts, null::bigint as amount,
        null::text as currency, t.created_at as since from provisioning_tasks t
        where t.state <> 'done' and (t.state = 'failed' or t.attempts >= ${provisioningAttemptsMin})`;
    case "mails":
      return sql`select m.id, m.recipient as label, m.account_id, m.last_error as note, m.attempts,
        null::bigint as amount, null::text as currency, m.created_at as since
        from mails m where m.sent_at is null and m.attempts >= ${mailAttemptsMax}`;
  }
};

export const listWorkRows = async (
  ctx: ServiceContext,
  group: WorkGroup,
  today: PlainDate,
  limit: number,
): Promise<WorkRow[]> => {
  const rows = await ctx.db.execute<Raw>(sql`
    select w.id, w.label, w.account_id, a.name as account_name, w.note, w.attempts, w.amount::text as amount,
      w.currency, to_json(w.since)#>>'{}' as since
    from (select * from (${sourceOf(group, today)}) s order by since, id limit ${limit}) w
    left join accounts a on a.id = w.account_id order by w.since, w.id`);
  return [...rows].map((row) => ({
    id: row.id,
    label: row.label,
    accountId: row.account_id,
    accountName: row.account_name,
    note: row.note,
    attempts: row.attempts,
    amountMinor: row.amount === null ? null : BigInt(row.amount),
    currency: row.currency,
    since: new Date(row.since),
  }));
};

export type WorkSum = {
  readonly count: number;
  readonly amounts: readonly { readonly currency: string; readonly minor: bigint }[];
};

export const sumWork = async (ctx: ServiceContext, group: WorkGroup, today: PlainDate): Promise<WorkSum> => {
  const rows = await ctx.db.execute<{ count: number; currency: string | null; amount: string | null }>(sql`
    select count(*)::int as count, currency, sum(amount)::text as amount
    from (${sourceOf(group, today)}) s group by currency order by currency`);
  return {
    count: [...rows].reduce((sum, { count }) => sum + count, 0),
    amounts: [...rows].flatMap(({ currency, amount }) =>
      currency && amount !== null ? [{ currency, minor: BigInt(amount) }] : [],
    ),
  };
};

/** The next billing day, and how many subscriptions fall due within a day of it. */
export const findNextBilling = async (ctx: ServiceContext): Promise<{ at: Date; count: number } | null> => {
  const [row] = await ctx.db.execute<{ at: string | null; count: number }>(sql`
    with next as (select min(bill_at) as at from subscriptions where status = 'active'
      and bill_at > ${ctx.now.toISOString()}::timestamptz)
    select to_json(next.at)#>>'{}' as at, (select count(*)::int from subscriptions where status = 'active'
      and bill_at >= next.at and bill_at < next.at + interval '1 day') as count
    from next`);
  return row?.at ? { at: new Date(row.at), count: row.count } : null;
};
