import { type SQL, sql } from "drizzle-orm";
import { addDays, type PlainDate, startOfDay } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";

export type AuditEntryRow = {
  readonly id: string;
  readonly businessAt: Date;
  readonly recordedAt: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectIds: readonly string[];
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string;
};

export type AuditFilters = {
  /** An e-mail address, an id, or the name of a job. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** An id or an account's number, like ACC-000012. */
  readonly account?: string | undefined;
  readonly subject?: string | undefined;
  readonly day?: PlainDate | null | undefined;
  readonly zone: string;
  readonly cursor?: string | null | undefined;
};

export type AuditPage = { readonly rows: readonly AuditEntryRow[]; readonly nextCursor: string | null };

const pageSize = 50;

type Raw = {
  readonly id: string;
  readonly business: string;
  readonly recorded: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly actor_name: string | null;
  readonly action: string;
  readonly subjects: string[];
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly details: Record<string, unknown>;
  readonly request_id: string;
};

const referencePattern = /^acc-0*(\d{1,12})$/i;

const isAccount = (text: string): SQL => {
  const digits = referencePattern.exec(text)?.[1];
  return digits
    ? sql`a.account_id = (select id from accounts where reference = ${digits}::bigint)`
    : sql`a.account_id = ${text}`;
};

// Entries of one document have an index of their own; those of a batch are few enough to be looked through.
const hasSubject = (id: string): SQL => sql`a.id in (
  select id from audit_entries where cardinality(subject_ids) <= 20 and subject_ids @> array[${id}::text]
  union all
  select id from audit_entries where cardinality(subject_ids) > 20 and subject_ids @> array[${id}::text])`;

const conditionsOf = ({ actor, action, account, subject, day, zone, cursor }: AuditFilters): SQL[] => [
  ...(actor
    ? [sql`a.actor_id in (select ${actor} union select id from users where lower(email) = lower(${actor}))`]
    : []),
  ...(action ? [sql`a.action = ${action}`] : []),
  ...(account ? [isAccount(account)] : []),
  ...(subject ? [hasSubject(subject)] : []),
  ...(day
    ? [
        sql`a.business_at >= ${startOfDay(day, zone).toISOString()}::timestamptz
          and a.business_at < ${startOfDay(addDays(day, 1), zone).toISOString()}::timestamptz`,
      ]
    : []),
  ...(cursor ? [sql`a.id < ${cursor}`] : []),
];

/** Who did what to which documents, newest first. */
export const listAuditEntries = async (ctx: ServiceContext, filters: AuditFilters): Promise<AuditPage> => {
  requirePermission(ctx.actor, "audit:read");
  const conditions = conditionsOf(filters);
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  const found = await ctx.db.execute<Raw>(sql`
    select a.id, to_json(a.business_at)#>>'{}' as business, to_json(a.recorded_at)#>>'{}' as recorded, a.actor_kind,
      a.actor_id, u.name as actor_name, a.action, a.subject_ids as subjects, a.account_id, c.name as account_name,
      a.details, a.request_id
    from audit_entries a
    left join users u on u.id = a.actor_id
    left join accounts c on c.id = a.account_id
    ${where} order by a.id desc limit ${pageSize + 1}`);
  const rows = [...found].slice(0, pageSize).map(toRow);
  return { rows, nextCursor: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
};

const toRow = (raw: Raw): AuditEntryRow => ({
  id: raw.id,
  businessAt: new Date(raw.business),
  recordedAt: new Date(raw.recorded),
  actorKind: raw.actor_kind,
  actorId: raw.actor_id,
  actorName: raw.actor_name,
  action: raw.action,
  subjectIds: raw.subjects,
  accountId: raw.account_id,
  accountName: raw.account_name,
  details: raw.details,
  requestId: raw.request_id,
});

/** The kinds of change that were recorded so far, for choosing from. */
export const listAuditActions = async (ctx: ServiceContext): Promise<string[]> => {
  requirePermission(ctx.actor, "audit:read");
  const rows = await ctx.db.execute<{ action: string }>(sql`
    with recursive known as (
      (select action from audit_entries order by action limit 1)
      union all
      select (select e.action from audit_entries e where e.action > k.action order by e.action limit 1)
      from known k where k.action is not null)
    select action from known where action is not null`);
  return [...rows].map(({ action }) => action);
};
