import { sql } from "drizzle-orm";
import { requirePermission } from "./authority";
import type { ServiceContext } from "./context";

export type EngineFunction = {
  readonly id: string;
  readonly triggers: readonly string[];
  readonly isServed: boolean;
  readonly lastRunAt: Date | null;
  readonly running: number;
  readonly completed: number;
  readonly failed: number;
};

export type FailedRun = {
  readonly id: string;
  readonly functionId: string;
  readonly endedAt: Date;
  readonly error: string;
};

export type OutboxState = {
  readonly unsentCount: number;
  readonly lagSeconds: number;
  readonly recent: readonly {
    readonly id: string;
    readonly name: string;
    readonly documentCount: number;
    readonly createdAt: Date;
    readonly sentAt: Date | null;
  }[];
};

const failedShown = 25;
const batchesShown = 25;

const dateOf = (text: string | null): Date | null => (text ? new Date(text) : null);

/** The functions of the embedded engine with what became of them in the last day. */
export const listEngineFunctions = async (ctx: ServiceContext): Promise<EngineFunction[]> => {
  requirePermission(ctx.actor, "jobs:read");
  const rows = await ctx.db.execute<{
    id: string;
    triggers: string[];
    served: boolean;
    last: string | null;
    running: number;
    completed: number;
    failed: number;
  }>(sql`
    select f.id, f.trigger_events || coalesce((select array_agg(c.cron) from inngest_embedded.crons c
        where c.function_id = f.id), '{}') as triggers,
      f.removed_at is null as served, to_json(max(r.started_at))#>>'{}' as last,
      (count(*) filter (where r.status = 'running'))::int as running,
      (count(*) filter (where r.status = 'completed' and r.ended_at > now() - interval '1 day'))::int as completed,
      (count(*) filter (where r.status = 'failed' and r.ended_at > now() - interval '1 day'))::int as failed
    from inngest_embedded.functions f left join inngest_embedded.runs r on r.function_id = f.id
    group by f.id order by f.id`);
  return [...rows].map(({ served, last, ...row }) => ({ ...row, isServed: served, lastRunAt: dateOf(last) }));
};

/** The newest runs that were given up, each with the words of its error. */
export const listFailedRuns = async (ctx: ServiceContext): Promise<FailedRun[]> => {
  requirePermission(ctx.actor, "jobs:read");
  const rows = await ctx.db.execute<{ id: string; function: string; ended: string; output: string | null }>(sql`
    select id, function_id as function, to_json(ended_at)#>>'{}' as ended, output_json as output
    from inngest_embedded.runs where status = 'failed' and ended_at is not null
    order by ended_at desc limit ${failedShown}`);
  return [...rows].map((row) => ({
    id: row.id,
    functionId: row.function,
    endedAt: new Date(row.ended),
    error: errorWords(row.output),
  }));
};

const errorWords = (output: string | null): string => {
  const parsed: unknown = parseJson(output);
  if (typeof parsed !== "object" || parsed === null) return output ?? "";
  const { name, message } = parsed as { readonly name?: unknown; readonly message?: unknown };
  return typeof message === "string" ? [name, message].filter((word) => typeof word === "string").join(": ") : "";
};

const parseJson = (text: string | null): unknown => {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
};

/** What waits to be told, for how long, and what was told last. */
export const readOutboxState = async (ctx: ServiceContext): Promise<OutboxState> => {
  requirePermission(ctx.actor, "jobs:read");
  const [waiting] = await ctx.db.execute<{ count: number; lag: number }>(sql`
    select count(*)::int as count, coalesce(extract(epoch from now() - min(created_at)), 0)::int as lag
    from outbox_batches where sent_at is null`);
  const recent = await ctx.db.execute<{
    id: string;
    name: string;
    documents: number;
    created: string;
    sent: string | null;
  }>(sql`
    select id, name, cardinality(ids) as documents, to_json(created_at)#>>'{}' as created,
      to_json(sent_at)#>>'{}' as sent
    from outbox_batches order by id desc limit ${batchesShown}`);
  return {
    unsentCount: waiting?.count ?? 0,
    lagSeconds: waiting?.lag ?? 0,
    recent: [...recent].map(({ id, name, documents, created, sent }) => ({
      id,
      name,
      documentCount: documents,
      createdAt: new Date(created),
      sentAt: dateOf(sent),
    })),
  };
};
