import { z } from "zod";
import { type AdvancedRun, limitProblem, saveSteps } from "./commit-outcome";
import type { Database, Transaction } from "./database";
import { endRun } from "./end-run";
import { type FinishedStep, type JsonError, readFinishedSteps } from "./read-reply";
import { RequestRefused } from "./request-refused";

const checkpointBody = z.looseObject({ qi_id: z.string(), steps: z.unknown().optional() });

interface Checkpoint {
  runId: string;
  owner: string;
  finished: FinishedStep[];
  refusal: JsonError | null;
}

function readCheckpoint(runId: string, body: unknown): Checkpoint {
  const result = checkpointBody.safeParse(body);
  if (!result.success) throw new RequestRefused(400, `The checkpoint is malformed: ${z.prettifyError(result.error)}`);
  const { finished, refused } = readFinishedSteps(result.data.steps);
  const refusal = refused?.kind === "hopeless" ? refused.error : null;
  return { runId, owner: result.data.qi_id, finished, refusal };
}

async function isHeld(tx: Transaction, checkpoint: Checkpoint, leaseSeconds: number): Promise<boolean> {
  const rows = await tx`
    update inngest_embedded.jobs set due_at = now() + make_interval(secs => ${leaseSeconds})
    where run_id = ${checkpoint.runId} and owner = ${checkpoint.owner} returning 1`;
  return rows.length > 0;
}

async function countSteps(tx: Transaction, { runId, finished }: Checkpoint): Promise<AdvancedRun | null> {
  const bytes = finished.reduce((sum, step) => sum + Buffer.byteLength(step.outputJson), 0);
  const [run] = await tx<AdvancedRun[]>`
    update inngest_embedded.runs
    set step_count = step_count + ${finished.length}, state_bytes = state_bytes + ${bytes}
    where id = ${runId} and status = 'running'
    returning step_count as "stepCount", pending_count as "pendingCount", state_bytes::float8 as "stateBytes",
      concurrency_keys as "concurrencyKeys"`;
  return run ?? null;
}

/** Keeps steps that the SDK reports in the middle of a call. False tells the SDK that the call is no longer wanted. */
export function saveCheckpoint(sql: Database, runId: string, body: unknown, leaseSeconds: number): Promise<boolean> {
  const checkpoint = readCheckpoint(runId, body);
  return sql.begin(async (tx) => {
    if (!(await isHeld(tx, checkpoint, leaseSeconds))) return false;
    const run = await countSteps(tx, checkpoint);
    if (!run) return false;
    await saveSteps(tx, runId, checkpoint.finished, run.stepCount);
    const problem = checkpoint.refusal ?? limitProblem(run, 0);
    if (!problem) return true;
    await endRun(tx, runId, { status: "failed", error: problem });
    return false;
  });
}
