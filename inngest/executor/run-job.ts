import { lostCallDelayMs, retryAfterMs, retryDelayMs } from "./backoff";
import { type CallResult, callSdk } from "./call-sdk";
import { commitAdvance, commitFailure } from "./commit-outcome";
import { type Database, isTransient } from "./database";
import type { ExecutorConfig } from "./executor-config";
import { serveUrlOf } from "./function-config";
import { type ClaimedJob, deleteJob, requeueJob } from "./job-store";
import { errorText } from "./log";
import type { Reachability } from "./reachability";
import { type JsonError, type Outcome, readReply } from "./read-reply";
import { callBody, findRunState, type RunState } from "./run-state";
import { signatureHeaders } from "./signature";
import type { StallGuard } from "./stall-guard";

export interface JobRunner {
  sql: Database;
  config: ExecutorConfig;
  reachability: Reachability;
  guard: StallGuard;
}

type Settled = "committed" | "late" | "requeued";

/** A worker that dies this often in the middle of one step is taken to die of that step. */
const lostCallsMax = 20;

function callFunction(job: ClaimedJob, run: RunState, config: ExecutorConfig, signal: AbortSignal) {
  const url = new URL(run.config.url);
  url.searchParams.set("stepId", job.stepHash ?? "step");
  const body = callBody(job, run, config.checkpointing);
  const headers = { "x-run-id": job.runId, "x-request-id": job.owner, ...signatureHeaders(body, config.signingKey) };
  return callSdk({ url: url.href, method: "POST", headers, body, signal });
}

function outcomeOf(result: CallResult): Outcome {
  if (result.kind === "answered") return readReply(result.reply);
  if (result.kind === "too_large") {
    return { kind: "hopeless", error: { name: "OutputTooLarge", message: "The SDK's answer is too large to read" } };
  }
  return { kind: "not_answered", reason: result.reason };
}

async function requeue(
  runner: JobRunner,
  job: ClaimedJob,
  next: { attempt: number; lostCount: number; delayMs: number },
) {
  return (await requeueJob(runner.sql, job, next)) ? "requeued" : "late";
}

type FailedAttempt = Extract<Outcome, { kind: "attempt_failed" }>;

async function settleFailedAttempt(
  runner: JobRunner,
  job: ClaimedJob,
  run: RunState,
  { error, retryAfter, step }: FailedAttempt,
): Promise<Settled> {
  if (job.attempt < run.config.retries) {
    const asked = retryAfter === null ? null : retryAfterMs(retryAfter, Date.now());
    const delayMs = asked ?? retryDelayMs(job.attempt, runner.config.backoffScale);
    return requeue(runner, job, { attempt: job.attempt + 1, lostCount: 0, delayMs });
  }
  if (!step) return commitFailure(runner.sql, job, error);
  const finished = [{ ...step, state: "error" as const, outputJson: JSON.stringify(error) }];
  return commitAdvance(runner.sql, job, { finished, planned: [], resultJson: null });
}

function settleNotAnswered(runner: JobRunner, job: ClaimedJob, run: RunState, reason: string): Promise<Settled> {
  const { attempt, lostCount } = job;
  if (lostCount < lostCallsMax) {
    return requeue(runner, job, { attempt, lostCount: lostCount + 1, delayMs: lostCallDelayMs(lostCount) });
  }
  const error: JsonError = { name: "WorkerLost", message: `No answer to ${lostCount + 1} calls in a row: ${reason}` };
  return settleFailedAttempt(runner, job, run, { kind: "attempt_failed", error, retryAfter: null, step: null });
}

function settle(runner: JobRunner, job: ClaimedJob, run: RunState, outcome: Outcome): Promise<Settled> {
  if (outcome.kind === "advanced") return commitAdvance(runner.sql, job, outcome);
  if (outcome.kind === "hopeless") return commitFailure(runner.sql, job, outcome.error);
  if (outcome.kind === "attempt_failed") return settleFailedAttempt(runner, job, run, outcome);
  return settleNotAnswered(runner, job, run, outcome.reason);
}

/** A reply stands for work that was done, so a database that is away for a moment must not lose it. */
async function settleDespiteOutages(work: () => Promise<Settled>): Promise<Settled> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || attempt >= 8) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}

function logOutcome(runner: JobRunner, job: ClaimedJob, outcome: Outcome, settled: Settled): void {
  const { log } = runner.config;
  const about = { runId: job.runId, functionId: job.functionId, step: job.stepHash, attempt: job.attempt };
  if (settled === "late") log("warn", "A reply came after its lease was lost and was ignored", about);
  else if (outcome.kind === "hopeless") log("error", "A run failed", { ...about, error: outcome.error.message });
  else if (outcome.kind === "attempt_failed")
    log("warn", "An attempt failed", { ...about, error: outcome.error.message });
  else if (outcome.kind === "not_answered")
    log("warn", "A call was not answered", { ...about, reason: outcome.reason });
}

/** Nothing was tried, so nothing is counted. */
async function giveBack(runner: JobRunner, job: ClaimedJob): Promise<void> {
  await requeueJob(runner.sql, job, { attempt: job.attempt, lostCount: job.lostCount, delayMs: 0 });
}

/** What cannot be kept fails its run; repeating the call would only end here again. */
async function settleOrFail(runner: JobRunner, job: ClaimedJob, run: RunState, outcome: Outcome): Promise<Settled> {
  try {
    return await settleDespiteOutages(() => settle(runner, job, run, outcome));
  } catch (error) {
    if (isTransient(error)) throw error;
    runner.config.log("error", "A reply could not be kept", { runId: job.runId, error: errorText(error) });
    return commitFailure(runner.sql, job, { name: "ReplyNotKept", message: errorText(error) });
  }
}

/** Makes one call for a claimed job and commits what comes of it. */
export async function runJob(runner: JobRunner, job: ClaimedJob, signal: AbortSignal): Promise<void> {
  const run = await runner.guard.watch(() => findRunState(runner.sql, job));
  if (run === "ended") return deleteJob(runner.sql, job);
  if (run === "not_served") return giveBack(runner, job);
  const result = await callFunction(job, run, runner.config, signal);
  if (signal.aborted) return;
  const url = serveUrlOf(run.config.url);
  if (result.kind === "unreachable") {
    const pauseMs = runner.reachability.failed(url);
    if (pauseMs !== null) {
      runner.config.log("warn", "Functions cannot be reached", { url, reason: result.reason, pauseMs });
    }
    return giveBack(runner, job);
  }
  runner.reachability.answered(url);
  const outcome = outcomeOf(result);
  const settled = await runner.guard.watch(() => settleOrFail(runner, job, run, outcome));
  logOutcome(runner, job, outcome, settled);
}
