import type { Database, Transaction } from "./database";
import { endRun } from "./end-run";
import type { ClaimedJob } from "./job-store";
import { runStateBytesMax, stepsPerRunMax } from "./limits";
import type { FinishedStep, JsonError, PlannedStep } from "./read-reply";
import { newUlid } from "./ulid";

export interface Advance {
  finished: FinishedStep[];
  planned: PlannedStep[];
  resultJson: string | null;
}

export interface AdvancedRun {
  stepCount: number;
  pendingCount: number;
  stateBytes: number;
  concurrencyKeys: string[];
}

export type Commit = "committed" | "late";

/** Thrown inside a transaction to roll it back: the lease went to someone else, so this reply counts for nothing. */
class LeaseLost extends Error {
  override name = "LeaseLost";
}

async function inHeldTransaction(sql: Database, work: (tx: Transaction) => Promise<void>): Promise<Commit> {
  try {
    await sql.begin(work);
    return "committed";
  } catch (error) {
    if (error instanceof LeaseLost) return "late";
    throw error;
  }
}

function bytesOf(steps: FinishedStep[]): number {
  return steps.reduce((sum, step) => sum + Buffer.byteLength(step.outputJson), 0);
}

/** Null when the run ended meanwhile. */
async function consumeJob(tx: Transaction, job: ClaimedJob, advance: Advance): Promise<AdvancedRun | null> {
  const endsPlanned = job.stepHash === null ? 0 : 1;
  const [row] = await tx<({ isHeld: boolean } & { [K in keyof AdvancedRun]: AdvancedRun[K] | null })[]>`
    with held as (
      delete from inngest_embedded.jobs where id = ${job.id} and owner = ${job.owner} returning 1
    ), run as (
      update inngest_embedded.runs set step_count = step_count + ${advance.finished.length},
        state_bytes = state_bytes + ${bytesOf(advance.finished)}, pending_count = pending_count - ${endsPlanned},
        plans_steps = plans_steps or ${advance.planned.length > 1}
      where id = ${job.runId} and status = 'running' and exists (select 1 from held)
      returning step_count, pending_count, state_bytes, concurrency_keys
    )
    select exists (select 1 from held) as "isHeld", step_count as "stepCount", pending_count as "pendingCount",
      state_bytes::float8 as "stateBytes", concurrency_keys as "concurrencyKeys"
    from (values (1)) as one left join run on true`;
  if (!row?.isHeld) throw new LeaseLost();
  const { stepCount, pendingCount, stateBytes, concurrencyKeys } = row;
  if (stepCount === null || pendingCount === null || stateBytes === null || concurrencyKeys === null) return null;
  return { stepCount, pendingCount, stateBytes, concurrencyKeys };
}

export function limitProblem(run: AdvancedRun, plannedCount: number): JsonError | null {
  if (run.stepCount + plannedCount > stepsPerRunMax) {
    return { name: "TooManySteps", message: `A run may have ${stepsPerRunMax} steps; this one has more` };
  }
  if (run.stateBytes > runStateBytesMax) {
    return { name: "StateTooLarge", message: `The outputs of this run's steps are over ${runStateBytesMax} bytes` };
  }
  return null;
}

/** A step that is already kept stays as it is. */
export async function saveSteps(tx: Transaction, runId: string, steps: FinishedStep[], stepCount: number) {
  if (steps.length === 0) return;
  const first = stepCount - steps.length;
  await tx`
    insert into inngest_embedded.steps as s (run_id, hash, name, state, position, output_json, ended_at)
    select ${runId}, hash, name, state, ${first} + ordinality, output, clock_timestamp()
    from unnest(${steps.map((step) => step.hash)}::text[], ${steps.map((step) => step.name)}::text[],
      ${steps.map((step) => step.state)}::text[], ${steps.map((step) => step.outputJson)}::text[])
      with ordinality as t(hash, name, state, output, ordinality)
    on conflict (run_id, hash) do update set state = excluded.state, position = excluded.position,
      output_json = excluded.output_json, ended_at = excluded.ended_at
    where s.state = 'planned'`;
}

async function addJobs(tx: Transaction, job: ClaimedJob, keys: string[], stepHashes: (string | null)[]) {
  await tx`
    insert into inngest_embedded.jobs (id, run_id, function_id, concurrency_keys, step_hash)
    select id, ${job.runId}, ${job.functionId}, ${keys}::text[], step_hash
    from unnest(${stepHashes.map(() => newUlid())}::text[], ${stepHashes}::text[]) as t(id, step_hash)`;
}

async function planSteps(tx: Transaction, job: ClaimedJob, run: AdvancedRun, planned: PlannedStep[]): Promise<void> {
  const rows = await tx<{ hash: string }[]>`
    with step as (
      insert into inngest_embedded.steps (run_id, hash, name, state, position)
      select ${job.runId}, hash, name, 'planned', ${run.stepCount}
      from unnest(${planned.map((step) => step.hash)}::text[], ${planned.map((step) => step.name)}::text[])
        as t(hash, name)
      on conflict do nothing returning hash
    ), counted as (
      update inngest_embedded.runs set pending_count = pending_count + (select count(*) from step)
      where id = ${job.runId}
    )
    select hash from step`;
  const hashes = rows.map((row) => row.hash);
  if (hashes.length > 0) await addJobs(tx, job, run.concurrencyKeys, hashes);
  else if (run.pendingCount === 0) throw new Error("Only steps that are already done were planned");
}

async function continueRun(tx: Transaction, job: ClaimedJob, advance: Advance, run: AdvancedRun): Promise<void> {
  const problem = limitProblem(run, advance.planned.length);
  if (problem) await endRun(tx, job.runId, { status: "failed", error: problem });
  else if (advance.resultJson !== null) {
    await endRun(tx, job.runId, { status: "completed", resultJson: advance.resultJson });
  } else if (advance.planned.length > 0) await planSteps(tx, job, run, advance.planned);
  else if (run.pendingCount === 0) await addJobs(tx, job, run.concurrencyKeys, [null]);
}

/** The job goes, and its result and the next jobs come, in one transaction, or nothing happens. */
export function commitAdvance(sql: Database, job: ClaimedJob, advance: Advance): Promise<Commit> {
  return inHeldTransaction(sql, async (tx) => {
    const run = await consumeJob(tx, job, advance);
    if (!run) return;
    await saveSteps(tx, job.runId, advance.finished, run.stepCount);
    await continueRun(tx, job, advance, run);
  });
}

export function commitFailure(sql: Database, job: ClaimedJob, error: JsonError): Promise<Commit> {
  return inHeldTransaction(sql, async (tx) => {
    const rows = await tx`
      delete from inngest_embedded.jobs where id = ${job.id} and owner = ${job.owner} returning 1`;
    if (rows.length === 0) throw new LeaseLost();
    await endRun(tx, job.runId, { status: "failed", error });
  });
}
