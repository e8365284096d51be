import type { Queryable } from "./database";

interface RunRow {
  id: string;
  functionId: string;
  eventId: string;
  status: "running" | "completed" | "failed" | "canceled";
  outputJson: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

/** The words of Inngest's own API. */
const statusNames = { running: "Running", completed: "Completed", failed: "Failed", canceled: "Cancelled" };

function toApiRun(row: RunRow) {
  return {
    run_id: row.id,
    run_started_at: row.startedAt.toISOString(),
    function_id: row.functionId,
    event_id: row.eventId,
    status: statusNames[row.status],
    ended_at: row.endedAt?.toISOString() ?? null,
    output: row.outputJson === null ? null : JSON.parse(row.outputJson),
  };
}

function selectRuns(sql: Queryable) {
  return sql`
    select id, function_id as "functionId", event_id as "eventId", status, output_json as "outputJson",
      started_at as "startedAt", ended_at as "endedAt"
    from inngest_embedded.runs`;
}

export async function listRunsOfEvent(sql: Queryable, eventId: string) {
  const rows = await sql<RunRow[]>`${selectRuns(sql)} where event_id = ${eventId} order by id`;
  return rows.map(toApiRun);
}

export async function findRun(sql: Queryable, runId: string) {
  const [row] = await sql<RunRow[]>`${selectRuns(sql)} where id = ${runId}`;
  return row ? toApiRun(row) : null;
}

/** How much is due, held and stuck, and how long the oldest due job has waited. */
export async function countJobs(sql: Queryable) {
  const [row] = await sql<
    { due: number; held: number; waiting: number; notServed: number; oldestDueSeconds: number }[]
  >`
    select count(*) filter (where due_at <= now())::int as due,
      count(*) filter (where owner is not null and due_at > now())::int as held,
      count(*) filter (where owner is null and due_at > now())::int as waiting,
      count(*) filter (where f.removed_at is not null)::int as "notServed",
      coalesce(extract(epoch from now() - min(due_at) filter (where due_at <= now())), 0)::float8 as "oldestDueSeconds"
    from inngest_embedded.jobs j join inngest_embedded.functions f on f.id = j.function_id`;
  return row;
}
