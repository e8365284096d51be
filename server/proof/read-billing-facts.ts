import { type SQL, sql } from "drizzle-orm";
import type { BookedCharge } from "@/server/payments";
import { requirePermission, type ServiceContext } from "@/server/platform";
import type { BillingFact, FactKind } from "./core/billing-facts";
import { rowsOf } from "./proof-queries";

// Each answers a key and a value; a charge is known by its subscription's id, which billing does not make.
const billedCharge = sql`concat_ws(' ', l.subscription_id, coalesce(l.subscription_charge_id, l.charge_id), l.service_start_on, l.service_end_on)`;

const paidInvoice = sql`concat_ws(' ', y.account_id, y.purpose_kind, y.currency, i.issue_on, i.total_minor)`;

const factQueries: Readonly<Record<Exclude<FactKind, "book">, SQL>> = {
  periods: sql`
    select ${billedCharge} as key, concat_ws(' ', i.currency, l.net_minor, l.tax_minor, trim_scale(l.quantity), 'x',
      trim_scale(l.unit_price), l.tax_code, i.tax_treatment, 'issued', i.issue_on, 'due', i.due_on) as value
    from invoice_lines l join invoices i on i.id = l.invoice_id`,
  taxes: sql`
    select concat_ws(' ', i.account_id, i.issue_on, i.currency, t.jurisdiction, t.category) as key,
      concat_ws(' ', t.treatment, trim_scale(t.rate_percent), 'of', t.base_minor, t.tax_minor, t.rule) as value
    from invoice_taxes t join invoices i on i.id = t.invoice_id`,
  postings: sql`
    select concat_ws(' ', s.key, p.posted_on, p.ledger_account, p.detail, p.currency) as key,
      concat_ws(' ', sum(p.amount_minor), 'in', count(*)) as value
    from postings p join sellers s on s.id = p.seller_id group by 1`,
  schedules: sql`
    select ${billedCharge} as key, concat_ws(' ', r.currency, r.amount_minor, r.revenue_account, r.method,
      r.service_start_on, r.service_end_on, r.recognizable_until_on) as value
    from revenue_schedules r join invoice_lines l on l.id = r.line_id`,
  recognitions: sql`
    select concat_ws(' ', ${billedCharge}, r.month) as key, concat_ws(' ', r.currency, r.amount_minor) as value
    from revenue_recognitions r join invoice_lines l on l.id = r.line_id`,
  payments: sql`
    select ${paidInvoice} as key, concat_ws(' ', y.amount_minor, y.state, y.decline_reason, y.received_on, 'applied',
      (select sum(a.amount_minor) from payment_applications a where a.payment_id = y.id)) as value
    from payments y left join invoices i on i.id = y.purpose_id`,
  balances: sql`
    select concat_ws(' ', b.account_id, b.currency, b.due_on, i.issue_on, i.total_minor) as key,
      concat_ws(' ', b.balance_minor, 'collected', b.collect_at is null) as value
    from invoice_balances b join invoices i on i.id = b.invoice_id`,
  progress: sql`
    select concat_ws(' ', s.id, c.id) as key,
      concat_ws(' ', s.status, s.charged_through_on, s.bill_at at time zone 'UTC', c.charged_through_on) as value
    from subscriptions s join subscription_charges c on c.subscription_id = s.id`,
};

/** All that billing and collecting have done here, and all that the gateway's own book says of it. */
export const readBillingFacts = (ctx: ServiceContext, book: readonly BookedCharge[]): Promise<BillingFact[]> => {
  requirePermission(ctx.actor, "proof:read");
  return ctx.db.transaction(
    async (db) => {
      const inner = { ...ctx, db };
      const facts: BillingFact[] = [];
      for (const [kind, query] of Object.entries(factQueries)) {
        const rows = await rowsOf(inner, query);
        facts.push(...rows.map((row) => toFact(kind as FactKind, row.key, row.value)));
      }
      return [...facts, ...(await readBook(inner, book))];
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
};

const toFact = (kind: FactKind, key: unknown, value: unknown): BillingFact => ({
  kind,
  key: String(key),
  value: String(value),
});

const readBook = async (ctx: ServiceContext, book: readonly BookedCharge[]): Promise<BillingFact[]> => {
  const rows = await rowsOf(
    ctx,
    sql`select y.id, ${paidInvoice} as key from payments y left join invoices i on i.id = y.purpose_id`,
  );
  const keys = new Map(rows.map((row) => [row.id, row.key]));
  return book.map(({ paymentId, status, amountMinor, currency }) =>
    toFact("book", keys.get(paymentId) ?? "for nothing of ours", `${status} ${amountMinor} ${currency}`),
  );
};

export type NumberSeries = {
  readonly series: string;
  readonly count: number;
  readonly last: number;
  /** Whether they are 1, 2, 3 … count. */
  readonly isWhole: boolean;
};

/** How far each seller's invoices are numbered in each year. */
export const listNumberSeries = async (ctx: ServiceContext): Promise<NumberSeries[]> => {
  requirePermission(ctx.actor, "proof:read");
  const rows = await rowsOf(
    ctx,
    sql`
      select concat_ws(' ', s.key, n.series, n.year) as series, count(*)::int as count, max(n.sequence)::int as last,
        min(n.sequence) = 1 and max(n.sequence) = count(*) and count(distinct n.sequence) = count(*) as is_whole
      from invoice_numbers n join sellers s on s.id = n.seller_id group by 1 order by 1`,
  );
  return rows.map((row) => ({
    series: String(row.series),
    count: Number(row.count),
    last: Number(row.last),
    isWhole: row.is_whole === true,
  }));
};
