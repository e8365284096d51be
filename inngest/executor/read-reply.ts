import { z } from "zod";
import type { SdkReply } from "./call-sdk";
import { stepOutputBytesMax } from "./limits";

export interface JsonError {
  name: string;
  message: string;
  stack?: string | undefined;
}

export interface FinishedStep {
  hash: string;
  name: string;
  state: "data" | "error";
  outputJson: string;
}

export interface PlannedStep {
  hash: string;
  name: string;
}

/** What a reply asks the executor to do. */
export type Outcome =
  | { kind: "advanced"; finished: FinishedStep[]; planned: PlannedStep[]; resultJson: string | null }
  | { kind: "attempt_failed"; error: JsonError; retryAfter: string | null; step: PlannedStep | null }
  | { kind: "hopeless"; error: JsonError }
  | { kind: "not_answered"; reason: string };

const opSchema = z.looseObject({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
});

type Op = z.infer<typeof opSchema>;

const errorSchema = z.looseObject({
  name: z.string().catch("Error"),
  message: z.string().catch("The function failed without a message"),
  stack: z.string().optional().catch(undefined),
});

function toJsonError(raw: unknown): JsonError {
  const result = errorSchema.safeParse(raw);
  if (!result.success) return { name: "Error", message: typeof raw === "string" ? raw : "The function failed" };
  const { name, message, stack } = result.data;
  return stack === undefined ? { name, message } : { name, message, stack };
}

function hopeless(name: string, message: string): Outcome {
  return { kind: "hopeless", error: { name, message } };
}

function header(reply: SdkReply, name: string): string | null {
  const value = reply.headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names come from user code, and a text column takes no control character. */
function stepOf(op: Op): PlannedStep {
  return { hash: op.id, name: (op.displayName ?? op.name ?? op.id).replace(/\p{Cc}/gu, " ") };
}

const doneOps = new Set(["StepRun", "Step", "StepFailed"]);

function finishedStep(op: Op): FinishedStep {
  const failed = op.op === "StepFailed";
  const output = failed ? toJsonError(op.error) : (op.data ?? null);
  return { ...stepOf(op), state: failed ? "error" : "data", outputJson: JSON.stringify(output) };
}

/** Null when the executor can do everything that was asked for. */
function findUnsupported(ops: Op[]): Outcome | null {
  for (const op of ops) {
    const isKnown = doneOps.has(op.op) || ["StepPlanned", "RunComplete", "DiscoveryRequest"].includes(op.op);
    const what = isKnown && op.opts?.parallelMode ? `parallel mode "${op.opts.parallelMode}"` : isKnown ? null : op.op;
    if (what === null) continue;
    const message = `The embedded executor does not implement ${what}, asked for by step "${stepOf(op).name}"`;
    return hopeless("UnsupportedOperation", message);
  }
  return null;
}

function findOversized(steps: FinishedStep[]): Outcome | null {
  const step = steps.find(({ outputJson }) => Buffer.byteLength(outputJson) > stepOutputBytesMax);
  return step
    ? hopeless("OutputTooLarge", `The output of step "${step.name}" is over ${stepOutputBytesMax} bytes`)
    : null;
}

/** Steps reported as finished, with the reason why they cannot be kept, if there is one. */
export function readFinishedSteps(body: unknown): { finished: FinishedStep[]; refused: Outcome | null } {
  const result = z.array(opSchema).safeParse(body);
  if (!result.success) return { finished: [], refused: hopeless("MalformedReply", "The steps could not be read") };
  const finished = result.data.filter((op) => doneOps.has(op.op)).map(finishedStep);
  return { finished, refused: findUnsupported(result.data) ?? findOversized(finished) };
}

function readOps(reply: SdkReply): Outcome {
  const result = z.array(opSchema).safeParse(parseJson(reply.body));
  if (!result.success) return hopeless("MalformedReply", "The SDK's list of steps could not be read");
  const ops = result.data;
  const failed = ops.find((op) => op.op === "StepError");
  if (failed) {
    const retryAfter = header(reply, "retry-after");
    return { kind: "attempt_failed", error: toJsonError(failed.error), retryAfter, step: stepOf(failed) };
  }
  const { finished, refused } = readFinishedSteps(ops);
  if (refused) return refused;
  const completion = ops.find((op) => op.op === "RunComplete");
  return {
    kind: "advanced",
    finished,
    planned: ops.filter((op) => op.op === "StepPlanned").map(stepOf),
    resultJson: completion ? JSON.stringify(completion.data ?? null) : null,
  };
}

function readFailure(reply: SdkReply): Outcome {
  const body = parseJson(reply.body);
  const fallback = { name: "Error", message: `The SDK answered ${reply.status}: ${reply.body.slice(0, 500)}` };
  const error = errorSchema.safeParse(body).success ? toJsonError(body) : fallback;
  if (header(reply, "x-inngest-no-retry") === "true") return { kind: "hopeless", error };
  return { kind: "attempt_failed", error, retryAfter: header(reply, "retry-after"), step: null };
}

export function readReply(reply: SdkReply): Outcome {
  // Without this header something in front of the SDK answered, such as a proxy whose application is starting.
  if (!header(reply, "x-inngest-sdk"))
    return { kind: "not_answered", reason: `status ${reply.status}, not by the SDK` };
  if (reply.status === 206) return readOps(reply);
  if (reply.status !== 200) return readFailure(reply);
  if (Buffer.byteLength(reply.body) > stepOutputBytesMax) {
    return hopeless("OutputTooLarge", `The function's result is over ${stepOutputBytesMax} bytes`);
  }
  const result = reply.body === "" ? "null" : reply.body;
  return { kind: "advanced", finished: [], planned: [], resultJson: result };
}
