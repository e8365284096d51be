import type { Database, Transaction } from "./database";
import { emitSystemEvent } from "./ingest-events";
import type { JsonError } from "./read-reply";

export type RunEnd =
  | { status: "completed"; resultJson: string }
  | { status: "failed"; error: JsonError }
  | { status: "canceled" };

interface EndedRun {
  functionId: string;
  eventJson: string;
}

function outputJson(end: RunEnd): string | null {
  if (end.status === "completed") return end.resultJson;
  return end.status === "failed" ? JSON.stringify(end.error) : null;
}

async function emitEnd(tx: Transaction, runId: string, run: EndedRun, end: RunEnd): Promise<void> {
  const about = { function_id: run.functionId, run_id: runId };
  if (end.status === "canceled") {
    await emitSystemEvent(tx, "inngest/function.cancelled", () => ({ ...about, event: JSON.parse(run.eventJson) }));
    return;
  }
  if (end.status === "failed") {
    const data = () => ({ ...about, error: end.error, event: JSON.parse(run.eventJson) });
    await emitSystemEvent(tx, "inngest/function.failed", data);
  }
  await emitSystemEvent(tx, "inngest/function.finished", () =>
    end.status === "failed" ? { ...about, error: end.error } : { ...about, result: JSON.parse(end.resultJson) },
  );
}

/** Ends a run once, drops what it still had to do, and tells the functions that wait for such an end. */
export async function endRun(tx: Transaction, runId: string, end: RunEnd): Promise<boolean> {
  const [run] = await tx<EndedRun[]>`
    update inngest_embedded.runs r
    set status = ${end.status}, output_json = ${outputJson(end)}, ended_at = clock_timestamp()
    from inngest_embedded.events e
    where r.id = ${runId} and r.status = 'running' and e.id = r.event_id
    returning r.function_id as "functionId", e.payload_json as "eventJson"`;
  if (!run) return false;
  await tx`delete from inngest_embedded.jobs where run_id = ${runId}`;
  await emitEnd(tx, runId, run, end);
  return true;
}

export function cancelRun(sql: Database, runId: string): Promise<boolean> {
  return sql.begin((tx) => endRun(tx, runId, { status: "canceled" }));
}
