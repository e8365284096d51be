import { expressionKey, matchesExpression } from "./cel";
import { type Transaction, wakeChannel } from "./database";
import type { FunctionConfig } from "./function-config";
import { listFunctionsTriggeredBy } from "./function-store";
import { newUlid } from "./ulid";

interface EventPayload {
  id?: string | undefined;
  name: string;
  data: unknown;
  ts: number;
}

export interface IncomingEvent {
  internalId: string;
  /** The id the sender chose, by which a function runs once for repeated events. */
  senderId: string | null;
  payload: EventPayload;
}

interface WantedRun {
  id: string;
  functionId: string;
  eventId: string;
  dedupeKeys: string[];
  concurrencyKeys: string[];
}

function isTriggered(config: FunctionConfig, payload: EventPayload): boolean {
  return config.events.some(
    (trigger) =>
      trigger.event === payload.name &&
      (trigger.expression === undefined || matchesExpression(trigger.expression, payload)),
  );
}

function concurrencyKeys(config: FunctionConfig, payload: EventPayload): string[] {
  return config.concurrency.map((option, index) => {
    const value = option.key === undefined ? "" : expressionKey(option.key, payload);
    return `${config.id}|${index}|${value}`;
  });
}

function dedupeKeys(config: FunctionConfig, event: IncomingEvent): string[] {
  const byEvent = event.senderId === null ? [] : [`event|${event.senderId}`];
  const byExpression = config.idempotency ? [`key|${expressionKey(config.idempotency, event.payload)}`] : [];
  return [...byEvent, ...byExpression];
}

export function toWantedRun(config: FunctionConfig, event: IncomingEvent): WantedRun {
  return {
    id: newUlid(),
    functionId: config.id,
    eventId: event.internalId,
    dedupeKeys: dedupeKeys(config, event),
    concurrencyKeys: concurrencyKeys(config, event.payload),
  };
}

async function insertEvents(tx: Transaction, events: IncomingEvent[]): Promise<Set<string>> {
  const rows = await tx<{ id: string }[]>`
    insert into inngest_embedded.events (id, name, payload_json)
    select * from unnest(${events.map((event) => event.internalId)}::text[],
      ${events.map((event) => event.payload.name)}::text[],
      ${events.map((event) => JSON.stringify(event.payload))}::text[])
    on conflict (id) do nothing returning id`;
  return new Set(rows.map((row) => row.id));
}

/** Takes each free key for a day and returns the runs that got all of theirs. Sorted, so that two senders never deadlock. */
async function keepUndeduped(tx: Transaction, wanted: WantedRun[]): Promise<WantedRun[]> {
  const pairs = wanted.flatMap((run) => run.dedupeKeys.map((key) => JSON.stringify([run.functionId, key])));
  if (pairs.length === 0) return wanted;
  const sorted = [...new Set(pairs)].sort().map((pair) => JSON.parse(pair) as [string, string]);
  const rows = await tx<{ functionId: string; key: string }[]>`
    insert into inngest_embedded.dedupes as d (function_id, key, expires_at)
    select f, k, now() + interval '24 hours'
    from unnest(${sorted.map(([id]) => id)}::text[], ${sorted.map(([, key]) => key)}::text[]) as t(f, k)
    on conflict (function_id, key) do update set expires_at = excluded.expires_at where d.expires_at <= now()
    returning function_id as "functionId", key`;
  const free = new Set(rows.map((row) => JSON.stringify([row.functionId, row.key])));
  return wanted.filter((run) =>
    run.dedupeKeys.map((key) => free.delete(JSON.stringify([run.functionId, key]))).every((isFree) => isFree),
  );
}

async function insertRuns(tx: Transaction, runs: WantedRun[]): Promise<void> {
  const rows = runs.map((run) => ({ ...run, jobId: newUlid(), keysJson: JSON.stringify(run.concurrencyKeys) }));
  await tx`
    with wanted as (
      select run_id, function_id, event_id, job_id, array(select json_array_elements_text(keys::json)) as keys
      from unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.functionId)}::text[],
        ${rows.map((row) => row.eventId)}::text[], ${rows.map((row) => row.jobId)}::text[],
        ${rows.map((row) => row.keysJson)}::text[]) as t(run_id, function_id, event_id, job_id, keys)
    ), run as (
      insert into inngest_embedded.runs (id, function_id, event_id, concurrency_keys)
      select run_id, function_id, event_id, keys from wanted
    )
    insert into inngest_embedded.jobs (id, run_id, function_id, concurrency_keys)
    select job_id, run_id, function_id, keys from wanted`;
  await tx`select pg_notify(${wakeChannel}, '')`;
}

/** Starts the runs that are not repeats, and returns how many there are. */
export async function startRuns(tx: Transaction, wanted: WantedRun[]): Promise<number> {
  if (wanted.length === 0) return 0;
  const runs = await keepUndeduped(tx, wanted);
  if (runs.length > 0) await insertRuns(tx, runs);
  return runs.length;
}

/** Stores events, once per internal id, and starts a run of every function that each one triggers. */
export async function ingestEvents(tx: Transaction, events: IncomingEvent[]): Promise<number> {
  const fresh = await insertEvents(tx, events);
  const accepted = events.filter((event) => fresh.has(event.internalId));
  const names = [...new Set(accepted.map((event) => event.payload.name))];
  const functions = await listFunctionsTriggeredBy(tx, names);
  const wanted = accepted.flatMap((event) =>
    functions.filter((config) => isTriggered(config, event.payload)).map((config) => toWantedRun(config, event)),
  );
  return startRuns(tx, wanted);
}

/** Events of the engine itself, such as a failure: stored only when some function waits for them. */
export async function emitSystemEvent(
  tx: Transaction,
  name: string,
  data: () => Record<string, unknown>,
): Promise<void> {
  const listeners = await listFunctionsTriggeredBy(tx, [name]);
  if (listeners.length === 0) return;
  const internalId = newUlid();
  const payload = { id: internalId, name, data: data(), ts: Date.now() };
  await ingestEvents(tx, [{ internalId, senderId: null, payload }]);
}
