import { type SQL, sql } from "drizzle-orm";
import { hasInvoiceStatus, idsOfInvoiceNumber, statusOfUnpaid } from "@/server/invoices";
import { type ClosedAs, type InvoiceNumberClue, type InvoiceStatus, parseInvoiceNumber } from "@/server/invoices/core";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { escapeLike } from "@/server/platform/escape-like";
import {
  type InvoiceFilters,
  type InvoiceGroup,
  type InvoiceOrder,
  type InvoicePlaceInList,
  type InvoiceSort,
  splitPaid,
} from "./core";

export type InvoiceListRow = {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly sellerName: string;
  readonly currency: string;
  readonly issueOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly balanceMinor: bigint;
  readonly closedAs: ClosedAs | null;
  readonly runId: string | null;
  readonly runThroughOn: PlainDate | null;
  /** How often a payment was tried, by what the last time, and why that failed if it did. */
  readonly attempts: number;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
  readonly declineReason: string | null;
};

const standing = {
  total: sql`i.total_minor`,
  balance: sql`b.balance_minor`,
  dueOn: sql`i.due_on`,
  closedAs: sql`b.closed_as`,
};

/** With dashes or without, or only its last part: `INV-2026-0048213`, `20260048213`, `48213`. */
const readNumber = (query: string): InvoiceNumberClue | null => {
  const compact = query.replaceAll(/[\s-]/g, "");
  const number = parseInvoiceNumber(compact);
  if (number || !/^\d{1,18}$/.test(compact)) return number;
  return { series: null, year: null, sequence: BigInt(compact) };
};

const hasText = (query: string): SQL => {
  const ofAccounts = sql`select t.id from accounts c join invoices t on t.account_id = c.id
    where c.name ilike ${`%${escapeLike(query)}%`}`;
  const number = readNumber(query);
  return number ? sql`i.id in (${ofAccounts} union all ${idsOfInvoiceNumber(number)})` : sql`i.id in (${ofAccounts})`;
};

const withText = ({ query, issuedFrom, issuedTo }: InvoiceFilters): SQL[] => [
  ...(query ? [hasText(query)] : []),
  ...(issuedFrom ? [sql`i.issue_on >= ${issuedFrom}::date`] : []),
  ...(issuedTo ? [sql`i.issue_on <= ${issuedTo}::date`] : []),
];

const whereAll = (conditions: readonly SQL[]): SQL =>
  conditions.length > 0 ? sql`where ${sql.join([...conditions], sql` and `)}` : sql``;

type RawGroup = Record<"seller" | "currency" | "net" | "tax" | "total" | "balance", string> & {
  readonly status: InvoiceStatus | null;
  readonly count: number;
};

/**
 * The sums behind every choice of status, currency and seller. All invoices are summed without looking at balances; the
 * few that are owed are summed by state beside them, and the rest is what is paid.
 */
export const sumInvoiceGroups = async (
  ctx: ServiceContext,
  filters: InvoiceFilters,
  today: PlainDate,
): Promise<InvoiceGroup[]> => {
  const where = whereAll(withText(filters));
  const sums = sql`sum(i.subtotal_minor) as net, sum(i.tax_minor) as tax, sum(i.total_minor) as total`;
  // A text leads to single invoices; without one the sums that each posting kept are enough.
  const all = filters.query
    ? sql`select i.seller_id, i.currency, null as status, count(*)::int as count, ${sums}, 0 as balance from invoices i`
    : sql`select i.seller_id, i.currency, null as status, sum(i.invoice_count)::int as count, ${sums}, 0 as balance
        from invoice_sums i`;
  const rows = await ctx.db.execute<RawGroup>(sql`
    select s.key as seller, g.currency, g.status, g.count, g.net::text, g.tax::text, g.total::text, g.balance::text
    from (
      ${all} ${where} group by 1, 2
      union all
      select i.seller_id, i.currency, i.status, count(*)::int as count, ${sums}, sum(i.balance_minor) as balance from (
        select i.*, b.balance_minor, ${statusOfUnpaid(standing, today)} as status
        from invoices i join invoice_balances b on b.invoice_id = i.id and b.balance_minor <> 0 ${where}
        union all
        select i.*, b.balance_minor, ${statusOfUnpaid(standing, today)} as status from invoices i
        join invoice_balances b on b.invoice_id = i.id and b.closed_as is not null and b.balance_minor = 0 ${where}) i
      group by 1, 2, 3) g
    join sellers s on s.id = g.seller_id`);
  const groups = [...rows].map((row) => ({
    sellerKey: row.seller,
    currency: row.currency,
    status: row.status,
    count: row.count,
    netMinor: BigInt(row.net),
    taxMinor: BigInt(row.tax),
    totalMinor: BigInt(row.total),
    balanceMinor: BigInt(row.balance),
  }));
  return splitPaid(groups);
};

const sortColumns: Readonly<Record<InvoiceSort, { readonly column: SQL; readonly type: SQL; readonly id: SQL }>> = {
  issued: { column: sql`i.issue_on`, type: sql`date`, id: sql`i.id` },
  due: { column: sql`i.due_on`, type: sql`date`, id: sql`i.id` },
  total: { column: sql`i.total_minor`, type: sql`bigint`, id: sql`i.id` },
  balance: { column: sql`b.balance_minor`, type: sql`bigint`, id: sql`b.invoice_id` },
};

export type InvoicePageQuery = InvoiceOrder & {
  readonly filters: InvoiceFilters;
  readonly today: PlainDate;
  readonly after: InvoicePlaceInList | null;
  readonly limit: number;
};

type RawRow = Record<"id" | "number" | "account_id" | "account" | "seller" | "currency" | "issue_on", string> &
  Record<"due_on" | "net" | "tax" | "total" | "balance", string> &
  Record<"run_id" | "run_through" | "brand" | "last4" | "reason", string | null> & {
    readonly attempts: number;
    readonly closed_as: ClosedAs | null;
  };

/** One page of the set in the order asked for; the id breaks ties, so no row is shown twice or never. */
export const listInvoiceRows = async (ctx: ServiceContext, query: InvoicePageQuery): Promise<InvoiceListRow[]> => {
  const { filters, today, after, limit } = query;
  const { column, type, id } = sortColumns[query.sort];
  const isDown = query.direction === "desc";
  const direction = isDown ? sql`desc` : sql`asc`;
  const conditions = [
    ...withText(filters),
    ...(filters.status ? [hasInvoiceStatus(standing, filters.status, today)] : []),
    ...(filters.currency ? [sql`i.currency = ${filters.currency}`] : []),
    ...(filters.sellerKey ? [sql`i.seller_id = (select id from sellers where key = ${filters.sellerKey})`] : []),
    ...(after ? [sql`(${column}, ${id}) ${isDown ? sql`<` : sql`>`} (${after.value}::${type}, ${after.id})`] : []),
  ];
  const rows = await ctx.db.execute<RawRow>(sql`
    with page as materialized (
      select i.id, b.balance_minor, b.closed_as, ${column} as place
      from invoices i join invoice_balances b on b.invoice_id = i.id
      ${whereAll(conditions)} order by ${column} ${direction}, ${id} ${direction} limit ${limit})
    select i.id, n.number, i.account_id, a.name as account, s.legal_name as seller, i.currency,
      i.issue_on::text, i.due_on::text, i.subtotal_minor::text as net, i.tax_minor::text as tax,
      i.total_minor::text as total, page.balance_minor::text as balance, page.closed_as, i.bill_run_id as run_id,
      r.through_on::text as run_through, tried.attempts, tried.brand, tried.last4, tried.reason
    from page join invoices i on i.id = page.id
    join invoice_numbers n on n.invoice_id = i.id
    join accounts a on a.id = i.account_id
    join sellers s on s.id = i.seller_id
    left join bill_runs r on r.id = i.bill_run_id
    cross join lateral (
      select count(*)::int as attempts, (array_agg(p.card_brand order by p.created_at desc))[1] as brand,
        (array_agg(p.card_last4 order by p.created_at desc))[1] as last4,
        (array_agg(case when p.state = 'failed' then p.decline_reason end order by p.created_at desc))[1] as reason
      from payments p where p.account_id = i.account_id and p.submitted_at is not null
        and ((p.purpose_kind = 'invoice' and p.purpose_id = i.id) or p.purpose_id = i.order_id)) tried
    order by page.place ${direction}, page.id ${direction}`);
  return [...rows].map(toRow);
};

const toRow = (raw: RawRow): InvoiceListRow => ({
  id: raw.id,
  number: raw.number,
  accountId: raw.account_id,
  accountName: raw.account,
  sellerName: raw.seller,
  currency: raw.currency,
  issueOn: raw.issue_on as PlainDate,
  dueOn: raw.due_on as PlainDate,
  netMinor: BigInt(raw.net),
  taxMinor: BigInt(raw.tax),
  totalMinor: BigInt(raw.total),
  balanceMinor: BigInt(raw.balance),
  closedAs: raw.closed_as,
  runId: raw.run_id,
  runThroughOn: raw.run_through as PlainDate | null,
  attempts: raw.attempts,
  cardBrand: raw.brand,
  cardLast4: raw.last4,
  declineReason: raw.reason,
});
