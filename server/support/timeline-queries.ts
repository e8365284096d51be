import { and, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { mails } from "@/db/schema/notifications";
import type { ServiceContext } from "@/server/platform";

export const timelineGroups = [
  "orders",
  "invoices",
  "payments",
  "mails",
  "access",
  "people",
  "sign_ins",
  "staff",
] as const;

export type TimelineGroup = (typeof timelineGroups)[number];

export type TimelineKind =
  | keyof typeof actionGroups
  | "access_done"
  | "access_failed"
  | "sign_in"
  | "invoice_posted"
  | "debit_note_posted"
  | "replacement_posted"
  | "credit_note_posted"
  | "invoice_voided"
  | "invoice_written_off"
  | `refund_${"submitted" | "unknown" | "succeeded" | "failed"}`
  | `dispute_${"open" | "won" | "lost"}`
  | "mail_written"
  | "staff_action"
  | "payment_unapplied"
  | `payment_${"succeeded" | "settled" | "failed" | "requires_action" | "unknown" | "canceled"}`;

/** Where a page of the timeline ends: the instant, and what tells events of one instant apart. */
export type TimelinePlace = { readonly at: Date; readonly key: string };

export type TimelineRow = {
  readonly key: string;
  readonly at: Date;
  readonly group: TimelineGroup;
  readonly kind: TimelineKind;
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  readonly subject: string | null;
  readonly ref: string | null;
  readonly note: string | null;
  readonly reason: string | null;
};

type Raw = {
  readonly key: string;
  readonly at: string;
  readonly grp: TimelineGroup;
  readonly kind: TimelineKind;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly subject: string | null;
  readonly ref: string | null;
  readonly note: string | null;
  readonly reason: string | null;
};

const actionGroups = {
  "accounts:open": "people",
  "accounts:revise": "people",
  "accounts:set_segment": "people",
  "people:add_member": "people",
  "orders:place": "orders",
  "orders:place_again": "orders",
  "orders:complete": "orders",
  "orders:expire": "orders",
  "subscriptions:create": "orders",
  "entitlements:grant": "access",
  "entitlements:end": "access",
  "provisioning:plan": "access",
} as const satisfies Readonly<Record<string, TimelineGroup>>;

const actionNames = Object.keys(actionGroups);

const textList = (texts: readonly string[]): SQL =>
  sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  );

const groupOfAction = sql`case when a.actor_kind = 'staff' then 'staff' ${sql.join(
  Object.entries(actionGroups).map(([action, group]) => sql`when a.action = ${action} then ${group}`),
  sql` `,
)} end`;

// Ids are made in the order of what happened, so their bodies tell events of one instant apart.
const sources = {
  audit: (accountId: string) => sql`
    select split_part(a.id, '_', 2) as key, a.business_at as at, ${groupOfAction} as grp,
      case when a.actor_kind = 'staff' then 'staff_action' else a.action end as kind,
      null::bigint as amount, null as currency, a.action as subject, null as ref, u.name as note, null as reason
    from audit_entries a left join users u on u.id = case when a.actor_kind = 'staff' then a.actor_id
      when a.action = 'people:add_member' then a.subject_ids[1] end
    where a.account_id = ${accountId} and (a.actor_kind = 'staff' or a.action in (${textList(actionNames)}))`,
  signIns: (accountId: string) => sql`
    select split_part(a.id, '_', 2), a.business_at, 'sign_ins', 'sign_in', null::bigint, null, null, null, u.name, null
    from account_members m
    join users u on u.id = m.user_id
    join audit_entries a on a.subject_ids @> array[m.user_id] and cardinality(a.subject_ids) <= 20
      and a.action = 'auth:sign_in'
    where m.account_id = ${accountId}`,
  access: (accountId: string) => sql`
    select split_part(p.id, '_', 2) || '~', coalesce(p.done_at, p.created_at), 'access',
      case when p.state = 'done' then 'access_done' else 'access_failed' end,
      null::bigint, null, null, null, null, null
    from provisioning_tasks p where p.account_id = ${accountId} and p.state in ('done', 'failed')`,
  invoices: (accountId: string) => sql`
    select split_part(i.id, '_', 2), i.posted_at, 'invoices',
      case when n.series = s.credit_note_series then 'credit_note' else coalesce(d.kind, 'invoice') end || '_posted',
      i.total_minor, i.currency, n.number, i.id, d.reason, null
    from invoices i join invoice_numbers n on n.invoice_id = i.id join sellers s on s.id = i.seller_id
    left join invoice_amendments d on d.document_id = i.id where i.account_id = ${accountId}`,
  corrections: (accountId: string) => sql`
    select split_part(c.id, '_', 2), c.posted_at, 'invoices', 'credit_note_posted', -c.total_minor, c.currency,
      n.number, c.invoice_id, c.reason, null
    from credit_notes c join credit_note_numbers n on n.credit_note_id = c.id where c.account_id = ${accountId}
    union all
    select split_part(v.id, '_', 2), v.voided_at, 'invoices', 'invoice_voided', -v.total_minor, v.currency, n.number,
      v.invoice_id, v.reason, null
    from invoice_voids v join invoice_numbers n on n.invoice_id = v.invoice_id where v.account_id = ${accountId}
    union all
    select split_part(w.id, '_', 2), w.written_off_at, 'invoices', 'invoice_written_off', -w.amount_minor, w.currency,
      n.number, w.invoice_id, w.reason, null
    from write_offs w join invoice_numbers n on n.invoice_id = w.invoice_id where w.account_id = ${accountId}`,
  refunds: (accountId: string) => sql`
    select split_part(r.id, '_', 2), coalesce(r.finished_at, r.created_at), 'payments', 'refund_' || r.state,
      -r.amount_minor, r.currency, n.number, r.invoice_id, null, null
    from refunds r join invoice_numbers n on n.invoice_id = r.invoice_id
    where r.account_id = ${accountId} and r.payment_id is not null and r.state <> 'created'`,
  disputes: (accountId: string) => sql`
    select split_part(d.id, '_', 2) || '.' || t.position, t.business_at, 'payments', 'dispute_' || t.to_state,
      case when t.to_state = 'won' then d.amount_minor else -d.amount_minor end, d.currency, n.number, n.invoice_id,
      p.card_brand || ' ' || p.card_last4, null
    from disputes d
    join dispute_transitions t on t.dispute_id = d.id
    join payments p on p.id = d.payment_id
    left join lateral (
      select min(invoice_id) as id from payment_applications where payment_id = d.payment_id) a on true
    left join invoice_numbers n on n.invoice_id = a.id
    where d.account_id = ${accountId}`,
  payments: (accountId: string) => sql`
    select split_part(p.id, '_', 2) || '.' || lpad(t.position::text, 4, '0'), t.business_at, 'payments',
      case when t.to_state = 'succeeded' and p.purpose_kind <> 'credit' and p.amount_minor > (
        select coalesce(sum(amount_minor), 0) from payment_applications where payment_id = p.id)
        then 'payment_unapplied' else 'payment_' || t.to_state end, p.amount_minor, p.currency, n.number, n.invoice_id,
      p.card_brand || ' ' || p.card_last4, case when t.to_state = 'failed' then p.decline_reason end
    from payments p
    join payment_transitions t on t.payment_id = p.id
    left join invoice_numbers n on p.purpose_kind = 'invoice' and n.invoice_id = p.purpose_id
    where p.account_id = ${accountId} and t.to_state not in ('created', 'submitted')`,
  mails: (accountId: string) => sql`
    select split_part(m.id, '_', 2), m.created_at, 'mails', 'mail_written', null::bigint, null, m.subject, m.id,
      m.recipient, null
    from mails m where m.account_id = ${accountId}`,
} satisfies Readonly<Record<string, (accountId: string) => SQL>>;

const sourcesOf: Readonly<Record<TimelineGroup, readonly (keyof typeof sources)[]>> = {
  orders: ["audit"],
  people: ["audit"],
  staff: ["audit"],
  access: ["audit", "access"],
  sign_ins: ["signIns"],
  invoices: ["invoices", "corrections"],
  payments: ["payments", "refunds", "disputes"],
  mails: ["mails"],
};

/** What a timeline is read from: only the sources of the wanted groups, each with no more rows than a page takes. */
const unionOf = (accountId: string, groups: readonly TimelineGroup[], each: (source: SQL) => SQL): SQL => {
  const names = [...new Set(groups.flatMap((group) => sourcesOf[group]))];
  return sql.join(
    names.map((name) => sql`(${each(sources[name](accountId))})`),
    sql` union all `,
  );
};

const columns = sql`(key, at, grp, kind, amount, currency, subject, ref, note, reason)`;

const instantOf = sql`date_trunc('milliseconds', at)`;

export type TimelineWindow = {
  readonly accountId: string;
  readonly groups: readonly TimelineGroup[];
  readonly before: TimelinePlace | null;
  readonly limit: number;
};

export const listTimelineRows = async (ctx: ServiceContext, window: TimelineWindow): Promise<TimelineRow[]> => {
  const { accountId, groups, before, limit } = window;
  if (groups.length === 0) return [];
  const older = before
    ? sql`and (${instantOf}, key collate "C") < (${before.at.toISOString()}::timestamptz, ${before.key} collate "C")`
    : sql``;
  const ordered = sql`order by ${instantOf} desc, key collate "C" desc limit ${limit}`;
  const page = (source: SQL) => sql`
    select * from (${source}) as s${columns} where grp in (${textList(groups)}) ${older} ${ordered}`;
  const rows = await ctx.db.execute<Raw>(sql`
    select key, to_json(${instantOf})#>>'{}' as at, grp, kind, amount::text as amount, currency, subject, ref, note,
      reason
    from (${unionOf(accountId, groups, page)}) as e${columns} ${ordered}`);
  return [...rows].map(({ grp, amount, at, ...row }) => ({
    ...row,
    at: new Date(at),
    group: grp,
    amountMinor: amount === null ? null : BigInt(amount),
  }));
};

/** The texts of an account's mails. What lets somebody in is for nobody else to read. */
export const listMailTexts = async (
  ctx: ServiceContext,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: mails.id, text: mails.text })
    .from(mails)
    .where(and(eq(mails.accountId, accountId), inArray(mails.id, [...ids]), ne(mails.kind, "sign_in_code")));
  return new Map(rows.map(({ id, text }) => [id, text]));
};

/** How many events of each group there are. */
export const countTimelineRows = async (
  ctx: ServiceContext,
  accountId: string,
  groups: readonly TimelineGroup[],
): Promise<Map<TimelineGroup, number>> => {
  if (groups.length === 0) return new Map();
  const counted = (source: SQL) => sql`
    select grp, count(*)::int from (${source}) as s${columns} where grp in (${textList(groups)}) group by grp`;
  const rows = await ctx.db.execute<{ grp: TimelineGroup; count: number }>(
    sql`select grp, sum(count)::int as count from (${unionOf(accountId, groups, counted)}) as c(grp, count) group by grp`,
  );
  return new Map([...rows].map(({ grp, count }) => [grp, count]));
};
