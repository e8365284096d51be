import { type SQL, sql } from "drizzle-orm";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type LedgerPlace = { readonly day: PlainDate; readonly id: string };

export type JournalFilters = {
  readonly ledgerAccount: string | null;
  readonly sellerKey: string | null;
  readonly currency: string | null;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
};

export type JournalRow = {
  readonly id: string;
  readonly sellerName: string;
  readonly postedOn: PlainDate;
  readonly sourceKind: string;
  readonly sourceId: string;
  /** The invoice that leads to the document: itself, or the one that a payment was applied to. */
  readonly invoiceId: string | null;
  readonly invoiceNumber: string | null;
  readonly accountName: string | null;
};

const whereAll = (conditions: readonly SQL[]): SQL =>
  conditions.length > 0 ? sql`where ${sql.join([...conditions], sql` and `)}` : sql``;

const isOfSeller = (key: string | null): SQL[] =>
  key ? [sql`e.seller_id = (select id from sellers where key = ${key})`] : [];

const touches = ({ ledgerAccount, currency }: JournalFilters): SQL[] => {
  const conditions = [
    ...(ledgerAccount ? [sql`p.ledger_account = ${ledgerAccount}`] : []),
    ...(currency ? [sql`p.currency = ${currency}`] : []),
  ];
  if (conditions.length === 0) return [];
  return [sql`exists (select from postings p where p.entry_id = e.id and ${sql.join(conditions, sql` and `)})`];
};

type RawJournal = Record<"id" | "seller" | "posted_on" | "kind" | "source_id", string> &
  Record<"invoice_id" | "number" | "account", string | null>;

export const listJournalRows = async (
  ctx: ServiceContext,
  filters: JournalFilters,
  page: { readonly after: LedgerPlace | null; readonly limit: number },
): Promise<JournalRow[]> => {
  const conditions = [
    ...isOfSeller(filters.sellerKey),
    ...touches(filters),
    ...(filters.from ? [sql`e.posted_on >= ${filters.from}::date`] : []),
    ...(filters.to ? [sql`e.posted_on <= ${filters.to}::date`] : []),
    ...(page.after ? [sql`(e.posted_on, e.id) < (${page.after.day}::date, ${page.after.id})`] : []),
  ];
  const rows = await ctx.db.execute<RawJournal>(sql`
    with page as materialized (
      select e.* from journal_entries e ${whereAll(conditions)}
      order by e.posted_on desc, e.id desc limit ${page.limit})
    select e.id, s.legal_name as seller, e.posted_on::text, e.source_kind as kind, e.source_id,
      doc.invoice_id, n.number, a.name as account
    from page e join sellers s on s.id = e.seller_id
    left join lateral (
      select e.source_id as invoice_id where e.source_kind = 'invoice'
      union all
      (select pa.invoice_id from payment_applications pa
        where e.source_kind = 'payment' and pa.payment_id = e.source_id order by pa.invoice_id limit 1)
      union all
      (select pa.invoice_id from disputes d join payment_applications pa on pa.payment_id = d.payment_id
        where e.source_kind in ('dispute', 'dispute_decision') and d.id = e.source_id order by pa.invoice_id limit 1)
      union all select c.invoice_id from credit_notes c where e.source_kind = 'credit_note' and c.id = e.source_id
      union all select v.invoice_id from invoice_voids v where e.source_kind = 'void' and v.id = e.source_id
      union all select w.invoice_id from write_offs w where e.source_kind = 'write_off' and w.id = e.source_id
      union all select r.invoice_id from refunds r where e.source_kind = 'refund' and r.id = e.source_id
      union all select m.invoice_id from account_credit_movements m
        where e.source_kind = 'account_credit' and m.id = e.source_id and m.invoice_id is not null) doc on true
    left join invoice_numbers n on n.invoice_id = doc.invoice_id
    left join accounts a on a.id = e.account_id
    order by e.posted_on desc, e.id desc`);
  return [...rows].map((row) => ({
    id: row.id,
    sellerName: row.seller,
    postedOn: row.posted_on as PlainDate,
    sourceKind: row.kind,
    sourceId: row.source_id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    accountName: row.account,
  }));
};

export type LedgerBalance = {
  readonly sellerKey: string;
  readonly currency: string;
  readonly ledgerAccount: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly lineCount: number;
};

type RawBalance = Record<"seller" | "currency" | "account" | "debit" | "credit", string> & { readonly lines: number };

/** Every ledger account of each seller and currency, through the end of a day. */
export const sumLedger = async (ctx: ServiceContext, day: PlainDate): Promise<LedgerBalance[]> => {
  const rows = await ctx.db.execute<RawBalance>(sql`
    select s.key as seller, g.currency, g.ledger_account as account, g.debit::text, g.credit::text, g.lines
    from (
      select seller_id, currency, ledger_account, sum(debit_minor) as debit, sum(credit_minor) as credit,
        sum(posting_count)::int as lines
      from ledger_sums where posted_on <= ${day}::date group by 1, 2, 3) g
    join sellers s on s.id = g.seller_id order by 1, 2, 3`);
  return [...rows].map((row) => ({
    sellerKey: row.seller,
    currency: row.currency,
    ledgerAccount: row.account,
    debitMinor: BigInt(row.debit),
    creditMinor: BigInt(row.credit),
    lineCount: row.lines,
  }));
};

export type OpenInvoices = {
  readonly sellerKey: string;
  readonly currency: string;
  readonly balanceMinor: bigint;
  readonly count: number;
};

type RawOpen = Record<"seller" | "currency" | "balance", string> & { readonly count: number };

const toOpen = (rows: Iterable<RawOpen>): OpenInvoices[] =>
  [...rows].map((row) => ({
    sellerKey: row.seller,
    currency: row.currency,
    balanceMinor: BigInt(row.balance),
    count: row.count,
  }));

/** What is open now, from the balances that lists show. */
export const sumOpenInvoices = async (ctx: ServiceContext): Promise<OpenInvoices[]> =>
  toOpen(
    await ctx.db.execute<RawOpen>(sql`
      select s.key as seller, b.currency, sum(b.balance_minor)::text as balance, count(*)::int as count
      from invoice_balances b join sellers s on s.id = b.seller_id where b.balance_minor <> 0 group by 1, 2`),
  );

/**
 * What was open at the end of a day gone by: of the invoices issued until then, what is open now and what was paid since.
 * A recent day is read quickly, because only what has moved since is added up.
 */
export const sumOpenInvoicesOn = async (ctx: ServiceContext, day: PlainDate): Promise<OpenInvoices[]> =>
  toOpen(
    await ctx.db.execute<RawOpen>(sql`
      select s.key as seller, o.currency, sum(o.owed)::text as balance, count(*)::int as count
      from (
        select i.seller_id, i.currency, coalesce(b.balance_minor, 0) + coalesce(p.paid, 0) as owed
        from (select invoice_id, balance_minor from invoice_balances where balance_minor <> 0) b
        full join (
          select invoice_id, sum(amount_minor) as paid from payment_applications where applied_on > ${day}::date
          group by 1) p on p.invoice_id = b.invoice_id
        join invoices i on i.id = coalesce(b.invoice_id, p.invoice_id)
        where i.issue_on <= ${day}::date) o
      join sellers s on s.id = o.seller_id where o.owed <> 0 group by 1, 2`),
  );

export type RecognizedRow = {
  readonly lineId: string;
  readonly month: string;
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly accountName: string;
  readonly revenueAccount: string;
  readonly currency: string;
  readonly amountMinor: bigint;
};

type RawRecognized = Record<
  "line_id" | "month" | "invoice_id" | "number" | "account" | "revenue_account" | "currency" | "amount",
  string
>;

/** The invoices behind revenue that was recognized together, by line and month. */
export const listRecognizedRows = async (
  ctx: ServiceContext,
  recognitionId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<RecognizedRow[]> => {
  const conditions = [
    sql`r.recognition_id = ${recognitionId}`,
    ...(page.after ? [sql`(r.line_id || '~' || r.month) > ${page.after}`] : []),
  ];
  const rows = await ctx.db.execute<RawRecognized>(sql`
    select r.line_id, r.month, l.invoice_id, n.number, a.name as account, r.revenue_account, r.currency,
      r.amount_minor::text as amount
    from revenue_recognitions r
    join invoice_lines l on l.id = r.line_id
    join invoice_numbers n on n.invoice_id = l.invoice_id
    join accounts a on a.id = r.account_id
    ${whereAll(conditions)} order by r.line_id || '~' || r.month limit ${page.limit}`);
  return [...rows].map((row) => ({
    lineId: row.line_id,
    month: row.month,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    accountName: row.account,
    revenueAccount: row.revenue_account,
    currency: row.currency,
    amountMinor: BigInt(row.amount),
  }));
};

/** Who booked when: the entry of revenue recognized together. */
export const findRecognitionDay = async (ctx: ServiceContext, recognitionId: string): Promise<PlainDate | null> => {
  const [row] = await ctx.db.execute<{ day: string }>(sql`
    select posted_on::text as day from journal_entries
    where source_kind = 'recognition' and source_id = ${recognitionId}`);
  return (row?.day as PlainDate | undefined) ?? null;
};

export const listSellerCurrencies = async (ctx: ServiceContext): Promise<string[]> => {
  const rows = await ctx.db.execute<{ currency: string }>(
    sql`select distinct unnest(currencies) as currency from sellers order by 1`,
  );
  return [...rows].map(({ currency }) => currency);
};
