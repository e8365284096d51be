import { DomainError, groupBy } from "@/server/kernel";
import { actorId, inTransaction, makeId, requirePermission, type ServiceContext } from "@/server/platform";
import { listPropertyRules, listServiceSpans, type PropertyRule, type ServiceSpan } from "@/server/subscriptions";
import {
  aheadMs,
  eventsMax,
  idReused,
  judgeProperties,
  judgeTime,
  measureEvent,
  meterUnknown,
  type Refusal,
  type ReportedEvent,
  readUsageEvent,
  repeats,
  subscriptionUnknown,
} from "./core";
import { findMeters, type Meter } from "./meters-store";
import { type EventDraft, eventKey, findEventsByKeys, insertEvents } from "./usage-events-store";

export type RecordUsageInput = {
  /** Each is read by itself, so that one that is not as expected does not stop the others. */
  readonly events: readonly unknown[];
  /** Whether what is ahead of the clock, or a level below zero, is kept as it comes; else it is refused. */
  readonly keepsAll?: boolean;
};

export type RefusedEvent = Omit<Refusal, "ok"> & { readonly index: number; readonly id: string | null };

export type RecordedUsage = {
  readonly accepted: number;
  /** Known already, with the same content: they count once. */
  readonly duplicates: number;
  readonly refused: readonly RefusedEvent[];
};

/**
 * Records what subscribers used. Good events are kept whatever becomes of the others, each of which is told why it is
 * refused. No account and no subscription is locked: a bill run never waits for usage, nor skips anybody because of it.
 */
export const recordUsage = async (
  ctx: ServiceContext,
  { events, keepsAll = false }: RecordUsageInput,
): Promise<RecordedUsage> => {
  if (events.length === 0 || events.length > eventsMax) throw wrongCount(events.length);
  const read = events.map((given, index) => ({ index, id: idOf(given), ...readUsageEvent(given) }));
  return inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "usage:record");
    const sent = read.filter((one) => one.ok);
    const targets = await loadTargets(
      inner,
      sent.map(({ event }) => event),
    );
    const judged = sent.map((one) => ({ ...one, ...judge(inner, one.event, { ...targets, keepsAll }) }));
    const fresh = judged.flatMap(({ draft, refusal }) => (draft && !refusal ? [draft] : []));
    const inserted = await insertEvents(inner, fresh);
    const others = judged.flatMap(({ draft }) => (draft && !inserted.has(draft.id) ? [draft] : []));
    const known = await findEventsByKeys(inner, others);
    const isRepeat = ({ event, draft }: Judged): boolean => {
      const earlier = draft && known.get(eventKey(draft.sellerId, draft.eventId));
      return Boolean(earlier && repeats(earlier, draft, event.timestamp !== null));
    };
    const repeated = judged.filter((one) => !isNew(one, inserted) && isRepeat(one));
    const refused = judged
      .filter((one) => !isNew(one, inserted) && !isRepeat(one))
      .map(({ index, id, refusal }) => ({ index, id, ...(refusal ?? idReused) }));
    return {
      accepted: inserted.size,
      duplicates: repeated.length,
      refused: [...read.filter((one) => !one.ok), ...refused].sort((a, b) => a.index - b.index).map(toRefused),
    };
  });
};

type Judged = { readonly event: ReportedEvent } & Judgement;

const isNew = ({ draft }: Judgement, inserted: ReadonlySet<string>): boolean =>
  draft !== null && inserted.has(draft.id);

const wrongCount = (count: number): DomainError =>
  new DomainError("invalid_input", "usage.wrong_count", `Send 1 to ${eventsMax} events at a time.`, {
    field: "events",
    count,
  });

const toRefused = ({ index, id, code, field, message, remedy }: Omit<RefusedEvent, "ok">): RefusedEvent => ({
  index,
  id,
  code,
  field,
  message,
  remedy,
});

const idOf = (given: unknown): string | null => {
  const id = typeof given === "object" && given !== null && "id" in given ? given.id : null;
  return typeof id === "string" ? id.slice(0, 200) : null;
};

type Targets = {
  readonly subscriptions: ReadonlyMap<string, ServiceSpan>;
  /** By seller, then by key. */
  readonly meters: ReadonlyMap<string, readonly Meter[]>;
  readonly rules: readonly PropertyRule[];
};

const loadTargets = async (ctx: ServiceContext, events: readonly ReportedEvent[]): Promise<Targets> => {
  const spans = await listServiceSpans(ctx, distinct(events.map(({ subscription }) => subscription)));
  const found = await findMeters(
    ctx,
    distinct(spans.map(({ sellerId }) => sellerId)),
    distinct(events.map(({ meter }) => meter)),
  );
  return {
    rules: await listPropertyRules(
      ctx,
      spans.map(({ id }) => id),
    ),
    subscriptions: new Map(spans.map((span) => [span.id, span])),
    meters: groupBy(found, ({ sellerId }) => sellerId),
  };
};

const distinct = (list: readonly string[]): string[] => [...new Set(list)];

/** What would be recorded, and why it may not be: an event that is known already is not judged by the time again. */
type Judgement = { readonly draft: EventDraft | null; readonly refusal: Refusal | null };

const judge = (
  ctx: ServiceContext,
  event: ReportedEvent,
  { subscriptions, meters, rules, keepsAll }: Targets & { readonly keepsAll: boolean },
): Judgement => {
  const subscription = subscriptions.get(event.subscription);
  if (!subscription) return { draft: null, refusal: subscriptionUnknown };
  const { sellerId, accountId } = subscription;
  const meter = meters.get(sellerId)?.find(({ key }) => key === event.meter);
  if (!meter) return { draft: null, refusal: meterUnknown };
  const measured = measureEvent(event, { ...meter, keepsBelowZero: keepsAll }, subscription, ctx.now);
  if (!measured.ok) return { draft: null, refusal: measured };
  const { value, op, happenedAt, happenedOn } = measured;
  const draft: EventDraft = {
    ...{ id: makeId("use"), accountId, sellerId, subscriptionId: subscription.id, meterId: meter.id },
    ...{ eventId: event.id, value, op, happenedAt, happenedOn, properties: event.properties },
    ...{ recordedAt: ctx.now, recordedBy: actorId(ctx.actor) },
  };
  const until = { now: ctx.now, aheadMs: keepsAll ? Number.POSITIVE_INFINITY : aheadMs };
  const rule = rules.find((one) => one.subscriptionId === subscription.id && one.meterKey === meter.key);
  return { draft, refusal: judgeTime(happenedAt, subscription, until) ?? judgeProperties(event.properties, rule) };
};
