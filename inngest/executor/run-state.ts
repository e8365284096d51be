import type { Queryable } from "./database";
import type { FunctionConfig } from "./function-config";
import { findFunction } from "./function-store";
import type { ClaimedJob } from "./job-store";

interface StepState {
  hash: string;
  state: "data" | "error";
  outputJson: string;
}

export interface RunState {
  config: FunctionConfig;
  eventJson: string;
  plansSteps: boolean;
  steps: StepState[];
}

/** Everything a call needs, unless the run has ended or its function is not served any more. */
export async function findRunState(sql: Queryable, job: ClaimedJob): Promise<RunState | "ended" | "not_served"> {
  const [config, runs, steps] = await Promise.all([
    findFunction(sql, job.functionId),
    sql<{ eventJson: string; plansSteps: boolean }[]>`
      select e.payload_json as "eventJson", r.plans_steps as "plansSteps"
      from inngest_embedded.runs r join inngest_embedded.events e on e.id = r.event_id
      where r.id = ${job.runId} and r.status = 'running'`,
    sql<StepState[]>`
      select hash, state, output_json as "outputJson" from inngest_embedded.steps
      where run_id = ${job.runId} and state <> 'planned' order by position, hash`,
  ]);
  const run = runs[0];
  if (!run) return "ended";
  return config ? { config, ...run, steps: [...steps] } : "not_served";
}

/** The body of a call, put together from stored JSON without reading it. */
export function callBody(job: ClaimedJob, run: RunState, checkpointing: boolean): string {
  const ctx = {
    run_id: job.runId,
    attempt: job.attempt,
    max_attempts: run.config.retries + 1,
    disable_immediate_execution: run.plansSteps,
    use_api: false,
    stack: { stack: run.steps.map((step) => step.hash), current: run.steps.length },
    // Naming the function is what tells the SDK that it may checkpoint.
    ...(checkpointing ? { fn_id: run.config.id } : {}),
    qi_id: job.owner,
  };
  const steps = run.steps.map(({ hash, state, outputJson }) => `${JSON.stringify(hash)}:{"${state}":${outputJson}}`);
  return (
    `{"version":2,"event":${run.eventJson},"events":[${run.eventJson}],` +
    `"steps":{${steps.join(",")}},"ctx":${JSON.stringify(ctx)}}`
  );
}
