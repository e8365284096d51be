import { and, desc, eq, lt, sql } from "drizzle-orm";
import { meters, usageEvents } from "@/db/schema/usage";
import { formatRational, type PlainDate, parseRational, type Rational, type UsageEventId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type EventProperties = Readonly<Record<string, string | number | boolean>>;

export type EventDraft = {
  readonly id: UsageEventId;
  readonly accountId: string;
  readonly sellerId: string;
  readonly subscriptionId: string;
  readonly meterId: string;
  readonly eventId: string;
  readonly value: Rational;
  readonly op: "add" | "set";
  readonly happenedAt: Date;
  readonly happenedOn: PlainDate;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly properties: EventProperties | null;
};

/**
 * Records events in the order given and says which were new: the unique key decides, so that two who send the same at
 * once record it once. They are written in the order of their ids, so that such two never wait for each other.
 */
export const insertEvents = async (ctx: ServiceContext, drafts: readonly EventDraft[]): Promise<Set<string>> => {
  if (drafts.length === 0) return new Set();
  const rows = JSON.stringify(drafts.map((draft) => ({ ...draft, value: formatRational(draft.value) })));
  const inserted = await ctx.db.execute<{ id: string }>(sql`
    insert into usage_events (id, account_id, seller_id, subscription_id, meter_id, event_id, value, op, happened_at,
      happened_on, recorded_at, recorded_by, properties, sequence)
    select * from (
      select "id", "accountId", "sellerId", "subscriptionId", "meterId", "eventId", "value", "op", "happenedAt",
        "happenedOn", "recordedAt", "recordedBy", "properties", nextval('usage_events_sequence_seq') as arrival
      from rows from (jsonb_to_recordset(${rows}::text::jsonb) as ("id" text, "accountId" text, "sellerId" text,
        "subscriptionId" text, "meterId" text, "eventId" text, "value" numeric, "op" text, "happenedAt" timestamptz,
        "happenedOn" date, "recordedAt" timestamptz, "recordedBy" text, "properties" jsonb))
        with ordinality
      order by ordinality
    ) as arrived order by "sellerId", "eventId", arrival
    on conflict (seller_id, event_id) do nothing
    returning id`);
  return new Set([...inserted].map(({ id }) => id));
};

export type RecordedEvent = Omit<EventDraft, "recordedBy" | "id"> & { readonly id: string };

export const eventKey = (sellerId: string, eventId: string): string => `${sellerId} ${eventId}`;

/** The events that are known by the callers' ids, by seller and id. */
export const findEventsByKeys = async (
  ctx: ServiceContext,
  keys: readonly { readonly sellerId: string; readonly eventId: string }[],
): Promise<Map<string, RecordedEvent>> => {
  if (keys.length === 0) return new Map();
  const asked = JSON.stringify(keys.map(({ sellerId, eventId }) => ({ sellerId, eventId })));
  const rows = await ctx.db
    .select()
    .from(usageEvents)
    .where(
      sql`(${usageEvents.sellerId}, ${usageEvents.eventId}) in
        (select * from jsonb_to_recordset(${asked}::text::jsonb) as ("sellerId" text, "eventId" text))`,
    );
  return new Map(rows.map((row) => [eventKey(row.sellerId, row.eventId), toEvent(row)]));
};

const toEvent = (row: typeof usageEvents.$inferSelect): RecordedEvent => ({
  ...row,
  value: parseRational(row.value),
  happenedOn: row.happenedOn as PlainDate,
});

export const listMetersWithEvents = async (ctx: ServiceContext, subscriptionId: string): Promise<Set<string>> => {
  const rows = await ctx.db
    .selectDistinct({ meterId: usageEvents.meterId })
    .from(usageEvents)
    .where(eq(usageEvents.subscriptionId, subscriptionId));
  return new Set(rows.map(({ meterId }) => meterId));
};

export type ListedEvent = {
  readonly id: string;
  readonly eventId: string;
  readonly subscriptionId: string;
  readonly meterKey: string;
  readonly unitLabel: string;
  readonly value: Rational;
  readonly op: "add" | "set";
  readonly happenedAt: Date;
  readonly recordedAt: Date;
  readonly properties: EventProperties | null;
};

export type EventsPage = { readonly events: readonly ListedEvent[]; readonly nextCursor: string | null };

export type EventFilter = {
  readonly accountId: string;
  readonly subscriptionId: string | null;
  readonly meterKey: string | null;
  readonly before: bigint | null;
};

const pageSize = 50;

/** The newest first, in the order of arrival. */
export const pageOfEvents = async (ctx: ServiceContext, filter: EventFilter): Promise<EventsPage> => {
  const rows = await ctx.db
    .select({ event: usageEvents, meterKey: meters.key, unitLabel: meters.unitLabel })
    .from(usageEvents)
    .innerJoin(meters, eq(meters.id, usageEvents.meterId))
    .where(
      and(
        eq(usageEvents.accountId, filter.accountId),
        filter.subscriptionId === null ? undefined : eq(usageEvents.subscriptionId, filter.subscriptionId),
        filter.meterKey === null ? undefined : eq(meters.key, filter.meterKey),
        filter.before === null ? undefined : lt(usageEvents.sequence, filter.before),
      ),
    )
    .orderBy(desc(usageEvents.sequence))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    events: shown.map(({ event, meterKey, unitLabel }) => ({
      id: event.id,
      eventId: event.eventId,
      subscriptionId: event.subscriptionId,
      meterKey,
      unitLabel,
      value: parseRational(event.value),
      op: event.op,
      happenedAt: event.happenedAt,
      recordedAt: event.recordedAt,
      properties: event.properties,
    })),
    nextCursor: last && rows.length > pageSize ? last.event.sequence.toString() : null,
  };
};
