import { type SQL, sql } from "drizzle-orm";
import { formatAccountReference } from "@/server/accounts";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { escapeLike } from "@/server/platform/escape-like";
import {
  type AccountDebt,
  type AccountFilters,
  type AccountGroup,
  type AccountOrder,
  type AccountSort,
  type AccountStatus,
  completeGroups,
  type PartialGroup,
} from "./core";

export type AccountListRow = {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly kind: "personal" | "business";
  readonly country: string;
  readonly currency: string;
  readonly email: string;
  readonly activatedAt: Date;
  readonly status: AccountStatus;
  readonly owes: AccountDebt;
};

const openBalances = sql`select account_id from invoice_balances where balance_minor <> 0`;
const lateBalances = (today: PlainDate) => sql`${openBalances} and due_on < ${today}::date`;
const activeSubscriptions = sql`select account_id from subscriptions where status = 'active'`;

// Who ever bought has a subscription: those that are over are few, and only they are looked at.
const hasEnded = sql`(a.id in (select account_id from subscriptions where status <> 'active')
  and not exists (${activeSubscriptions} and account_id = a.id))`;

const hasText = (query: string): SQL => {
  const digits = /^acc-?0*(\d{1,12})$/i.exec(query)?.[1];
  if (digits) return sql`a.reference = ${digits}::bigint`;
  const [local = "", domain] = query.toLowerCase().split("@", 2).map(escapeLike);
  const ofContacts =
    domain === undefined
      ? sql`split_part(lower(c.email), '@', 1) like ${`%${local}%`}
          or split_part(lower(c.email), '@', 2) like ${`${local}%`}`
      : sql`split_part(lower(c.email), '@', 1) like ${`%${local}`}
          and split_part(lower(c.email), '@', 2) like ${`${domain}%`}`;
  return sql`a.id in (
    select id from accounts where fold_text(name) like fold_text(${`%${escapeLike(query)}%`})
    union all select c.account_id from contacts c where ${ofContacts})`;
};

const hasDebt = (debt: AccountDebt, today: PlainDate): SQL => {
  switch (debt) {
    case "overdue":
      return sql`a.id in (${lateBalances(today)})`;
    case "open":
      return sql`a.id in (${openBalances}) and a.id not in (${lateBalances(today)})`;
    case "nothing":
      return sql`a.id not in (${openBalances})`;
  }
};

const withText = ({ query }: Pick<AccountFilters, "query">): SQL[] => [
  sql`a.activated_at is not null`,
  ...(query ? [hasText(query)] : []),
];

const withAll = (filters: AccountFilters, today: PlainDate): SQL[] => [
  ...withText(filters),
  ...(filters.country ? [sql`a.country = ${filters.country}`] : []),
  ...(filters.currency ? [sql`a.currency = ${filters.currency}`] : []),
  ...(filters.status ? [filters.status === "ended" ? hasEnded : sql`not ${hasEnded}`] : []),
  ...(filters.owes ? [hasDebt(filters.owes, today)] : []),
];

const and = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/**
 * How many accounts there are of every state, country, currency and debt. All are counted without looking at either, and
 * beside them the few that are over or owe something; the rest goes on and owes nothing.
 */
export const countAccountGroups = async (
  ctx: ServiceContext,
  filters: AccountFilters,
  today: PlainDate,
): Promise<AccountGroup[]> => {
  const where = and(withText(filters));
  const debts = sql`select account_id, bool_or(due_on < ${today}::date) as is_late from invoice_balances
    where balance_minor <> 0 group by account_id`;
  const debt = sql`case when d.is_late then 'overdue' when d.account_id is not null then 'open' else 'nothing' end`;
  const rows = await ctx.db.execute<PartialGroup>(sql`
    select null as status, a.country, a.currency, null as owes, count(*)::int as count
    from accounts a where ${where} group by 2, 3
    union all
    select 'ended', a.country, a.currency, ${debt}, count(*)::int
    from accounts a left join (${debts}) d on d.account_id = a.id where ${where} and ${hasEnded} group by 2, 3, 4
    union all
    select 'active', a.country, a.currency, ${debt}, count(*)::int
    from (${debts}) d join accounts a on a.id = d.account_id where ${where} and not ${hasEnded} group by 2, 3, 4`);
  return completeGroups([...rows]);
};

export type OwedSum = { readonly currency: string; readonly balanceMinor: bigint };

/** What those accounts owe together, by currency. */
export const sumOwed = async (ctx: ServiceContext, filters: AccountFilters, today: PlainDate): Promise<OwedSum[]> => {
  const rows = await ctx.db.execute<{ currency: string; balance: string }>(sql`
    select b.currency, sum(b.balance_minor)::text as balance
    from invoice_balances b join accounts a on a.id = b.account_id
    where b.balance_minor <> 0 and ${and(withAll(filters, today))} group by b.currency order by b.currency`);
  return [...rows].map(({ currency, balance }) => ({ currency, balanceMinor: BigInt(balance) }));
};

const sortColumns: Readonly<Record<AccountSort, { readonly column: SQL; readonly type: SQL }>> = {
  since: { column: sql`a.activated_at`, type: sql`timestamptz` },
  name: { column: sql`a.name`, type: sql`text` },
  owes: { column: sql`coalesce(d.owed, 0)`, type: sql`numeric` },
};

// What an account owes in its own currency: amounts of several are never compared.
const fromAccounts = (sort: AccountSort): SQL =>
  sort === "owes"
    ? sql`accounts a left join (
        select account_id, currency, sum(balance_minor) as owed from invoice_balances
        where balance_minor <> 0 group by account_id, currency) d on d.account_id = a.id and d.currency = a.currency`
    : sql`accounts a`;

const findPlace = async (ctx: ServiceContext, sort: AccountSort, id: string): Promise<string | null> => {
  const [row] = await ctx.db.execute<{ place: string }>(sql`
    select ${sortColumns[sort].column}::text as place from ${fromAccounts(sort)} where a.id = ${id}`);
  return row?.place ?? null;
};

export type AccountPageQuery = AccountOrder & {
  readonly filters: AccountFilters;
  readonly today: PlainDate;
  /** The last account of the page before. */
  readonly after: string | null;
  readonly limit: number;
};

type RawRow = Record<"id" | "reference" | "name" | "country" | "currency" | "since", string> &
  Pick<AccountListRow, "kind" | "status" | "owes"> & { readonly email: string | null };

/** One page of the set in the order asked for; the id breaks ties, so no row is shown twice or never. */
export const listAccountRows = async (ctx: ServiceContext, query: AccountPageQuery): Promise<AccountListRow[]> => {
  const { filters, today, after, sort, limit } = query;
  const { column, type } = sortColumns[sort];
  const isDown = query.direction === "desc";
  const direction = isDown ? sql`desc` : sql`asc`;
  const place = after ? await findPlace(ctx, sort, after) : null;
  const isAfter = sql`(${column}, a.id) ${isDown ? sql`<` : sql`>`} (${place}::${type}, ${after})`;
  const rows = await ctx.db.execute<RawRow>(sql`
    with page as materialized (
      select a.id, ${column} as place from ${fromAccounts(sort)}
      where ${and([...withAll(filters, today), ...(place === null ? [] : [isAfter])])}
      order by ${column} ${direction}, a.id ${direction} limit ${limit})
    select a.id, a.reference::text, a.name, a.kind, a.country, a.currency, to_json(a.activated_at)#>>'{}' as since,
      (select c.email from contacts c where c.account_id = a.id order by c.id limit 1) as email,
      case when ${hasEnded} then 'ended' else 'active' end as status,
      case when exists (${lateBalances(today)} and account_id = a.id) then 'overdue'
        when exists (${openBalances} and account_id = a.id) then 'open' else 'nothing' end as owes
    from page join accounts a on a.id = page.id order by page.place ${direction}, page.id ${direction}`);
  return [...rows].map(({ reference, since, email, ...row }) => ({
    ...row,
    reference: formatAccountReference(BigInt(reference)),
    email: email ?? "",
    activatedAt: new Date(since),
  }));
};
