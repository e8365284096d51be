import { type SQL, sql } from "drizzle-orm";
import { formatAccountReference } from "@/server/accounts";
import type { ClosedAs } from "@/server/invoices/core";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { countMax, type SearchHit, type SearchReason } from "./core";
import { type Clue, textArray } from "./document-conditions";

type Raw = {
  readonly total: number;
  readonly id: string;
  readonly account_id: string;
  readonly title: string;
  readonly label: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly day: string | null;
};

export type Hits = { readonly count: number; readonly hits: readonly SearchHit[] };

/** Why each of a list of rows was found. */
export type Reasons = ReadonlyMap<string, readonly SearchReason[]>;

const noHits: Hits = { count: 0, hits: [] };

const amountOf = ({ amount, currency }: Raw): SearchHit["amount"] =>
  amount !== null && currency !== null ? { minor: BigInt(amount), currency } : null;

const accountHref = (accountId: string, part = ""): string => `/console/accounts/${accountId}${part}`;

const reasonsOf = (clues: readonly Clue[]): SearchReason[] => clues.flatMap(({ reason }) => (reason ? [reason] : []));

const whereAll = (clues: readonly Clue[]): SQL =>
  sql.join(
    clues.map(({ where }) => sql`(${where})`),
    sql` and `,
  );

/** With what each account owes, where that is in one currency and this reader may know it. */
export const listAccountHits = async (ctx: ServiceContext, reasons: Reasons, seesMoney: boolean) => {
  if (reasons.size === 0) return [];
  const owed = seesMoney
    ? sql`select min(b.currency) as currency, sum(b.balance_minor)::text as amount from invoice_balances b
        where b.account_id = a.id and b.balance_minor <> 0 having count(distinct b.currency) = 1`
    : sql`select null as currency, null as amount`;
  const rows = await ctx.db.execute<Raw & { number: string }>(sql`
    select a.id, a.id as account_id, a.name as title, a.reference::text as number, owed.amount, owed.currency
    from unnest(${textArray([...reasons.keys()])}) with ordinality as w(id, place) join accounts a on a.id = w.id
    left join lateral (${owed}) owed on true order by w.place`);
  return [...rows].map(
    (row): SearchHit => ({
      id: row.id,
      title: row.title,
      label: formatAccountReference(BigInt(row.number)),
      isNumber: true,
      reasons: reasons.get(row.id) ?? [],
      status: null,
      amount: amountOf(row),
      day: null,
      href: accountHref(row.id),
    }),
  );
};

/** A person with the account they came to first. */
export const listPeopleHits = async (ctx: ServiceContext, reasons: Reasons): Promise<SearchHit[]> => {
  if (reasons.size === 0) return [];
  const rows = await ctx.db.execute<Raw>(sql`
    select u.id, m.account_id, u.name as title, m.name as label
    from unnest(${textArray([...reasons.keys()])}) with ordinality as w(id, place) join users u on u.id = w.id
    join lateral (select a.id as account_id, a.name from account_members m join accounts a on a.id = m.account_id
      where m.user_id = u.id order by m.joined_at, a.id limit 1) m on true order by w.place`);
  return [...rows].map((row) => ({
    id: row.id,
    title: row.title,
    label: row.label,
    isNumber: false,
    reasons: reasons.get(row.id) ?? [],
    status: null,
    amount: null,
    day: null,
    href: accountHref(row.account_id, "#people"),
  }));
};

type Found = { readonly clues: readonly Clue[] | null; readonly limit: number; readonly asOwner: SearchReason[] };

const page = (from: SQL, id: SQL, order: SQL, { clues, limit }: Found): SQL => sql`
  found as materialized (select ${id} as id, ${order} as place from ${from} where ${whereAll(clues ?? [])}
    limit ${countMax + 1}),
  page as (select id, place, (select count(*)::int from found) as total from found
    order by place desc, id desc limit ${limit})`;

const asHits = <Row extends Raw>(rows: Iterable<Row>, toHit: (row: Row) => SearchHit): Hits => {
  const all = [...rows];
  return { count: all[0]?.total ?? 0, hits: all.map(toHit) };
};

type RawInvoice = Raw & { readonly balance: string; readonly due_on: string; readonly closed_as: ClosedAs | null };

export const listInvoiceHits = async (ctx: ServiceContext, found: Found): Promise<Hits> => {
  if (!found.clues) return noHits;
  const from = sql`invoices i join invoice_balances b on b.invoice_id = i.id`;
  const rows = await ctx.db.execute<RawInvoice>(sql`
    with ${page(from, sql`i.id`, sql`i.issue_on`, found)}
    select page.total, i.id, i.account_id, a.name as title, n.number as label, i.total_minor::text as amount,
      i.currency, i.issue_on::text as day, b.balance_minor::text as balance, i.due_on::text as due_on,
      b.closed_as
    from page join invoices i on i.id = page.id join invoice_balances b on b.invoice_id = i.id
    join invoice_numbers n on n.invoice_id = i.id join accounts a on a.id = i.account_id
    order by page.place desc, i.id desc`);
  const reasons = [...found.asOwner, ...reasonsOf(found.clues)];
  return asHits(rows, (row) => ({
    id: row.id,
    title: row.title,
    label: row.label,
    isNumber: true,
    reasons,
    status: {
      object: "invoice",
      totalMinor: BigInt(row.amount ?? 0),
      balanceMinor: BigInt(row.balance),
      dueOn: row.due_on as PlainDate,
      closedAs: row.closed_as,
    },
    amount: amountOf(row),
    day: row.day as PlainDate,
    href: `/console/invoices/${row.id}`,
  }));
};

type RawPayment = Raw & { readonly state: string } & Readonly<Record<"last4" | "expiry" | "invoice_id", string | null>>;

/** A payment opens the invoice it paid, or else its account's payments. */
export const listPaymentHits = async (ctx: ServiceContext, found: Found & { seesInvoices: boolean }): Promise<Hits> => {
  if (!found.clues) return noHits;
  const rows = await ctx.db.execute<RawPayment>(sql`
    with ${page(sql`payments p`, sql`p.id`, sql`p.created_at`, found)}
    select page.total, p.id, p.account_id, a.name as title, coalesce(paid.number, p.id) as label,
      p.amount_minor::text as amount, p.currency, p.state, p.card_last4 as last4, card.expiry, paid.invoice_id,
      coalesce(p.received_on, (p.created_at at time zone 'UTC')::date)::text as day
    from page join payments p on p.id = page.id join accounts a on a.id = p.account_id
    left join lateral (select n.number, n.invoice_id from invoice_numbers n where n.invoice_id = coalesce(
      (select x.invoice_id from payment_applications x where x.payment_id = p.id limit 1),
      case when p.purpose_kind = 'invoice' then p.purpose_id end)) paid on true
    left join lateral (select lpad(m.expiry_month::text, 2, '0') || '/' || right(m.expiry_year::text, 2) as expiry
      from payment_methods m where m.account_id = p.account_id and m.last4 = p.card_last4
      order by m.id = p.saved_method_id desc, m.created_at desc limit 1) card on true
    order by page.place desc, p.id desc`);
  const reasons = [...found.asOwner, ...reasonsOf(found.clues)];
  return asHits(rows, (row) => ({
    id: row.id,
    title: row.title,
    label: row.label,
    isNumber: true,
    reasons: row.last4 ? [{ kind: "card", last4: row.last4, expiry: row.expiry }, ...reasons] : reasons,
    status: { object: "payment", status: row.state },
    amount: amountOf(row),
    day: row.day as PlainDate,
    href:
      row.invoice_id && found.seesInvoices
        ? `/console/invoices/${row.invoice_id}`
        : accountHref(row.account_id, "#payments"),
  }));
};

export const listSubscriptionHits = async (ctx: ServiceContext, found: Found): Promise<Hits> => {
  if (!found.clues) return noHits;
  const rows = await ctx.db.execute<Raw & { status: string }>(sql`
    with ${page(sql`subscriptions s`, sql`s.id`, sql`s.created_at`, found)}
    select page.total, s.id, s.account_id, a.name as title, s.status, s.start_on::text as day,
      (select string_agg(distinct r.name, ', ') from subscription_charges c join rate_plans r on r.id = c.rate_plan_id
        where c.subscription_id = s.id and c.superseded_at is null) as label
    from page join subscriptions s on s.id = page.id join accounts a on a.id = s.account_id
    order by page.place desc, s.id desc`);
  const reasons = [...found.asOwner, ...reasonsOf(found.clues)];
  return asHits(rows, (row) => ({
    id: row.id,
    title: row.title,
    label: row.label,
    isNumber: false,
    reasons,
    status: { object: "subscription", status: row.status },
    amount: null,
    day: row.day as PlainDate,
    href: accountHref(row.account_id, "#subscription"),
  }));
};

/** Accounts by their number, or by the end of a card they keep. */
export const listAccountsBearing = async (
  ctx: ServiceContext,
  { reference, last4 }: { readonly reference: string | null; readonly last4: string | null },
): Promise<Map<string, readonly SearchReason[]>> => {
  const rows = await ctx.db.execute<{ id: string; expiry: string | null }>(sql`
    (select id, null as expiry from accounts where reference = ${reference}::text::bigint)
    union all
    (select account_id as id, lpad(expiry_month::text, 2, '0') || '/' || right(expiry_year::text, 2) as expiry
      from payment_methods where last4 = ${last4}::text limit ${countMax + 1})`);
  return new Map(
    [...rows].map(({ id, expiry }) => [
      id,
      [expiry === null || last4 === null ? { kind: "number" } : { kind: "card", last4, expiry }],
    ]),
  );
};
