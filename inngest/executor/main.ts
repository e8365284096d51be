import { z } from "zod";
import type { ExecutorOptions } from "./executor-config";
import { errorText, logToStdout } from "./log";
import { startExecutor } from "./start-executor";

const environment = z.object({
  DATABASE_URL: z.string({ error: "must be the URL of the database" }).min(1, "must be the URL of the database"),
  EXECUTOR_PORT: z.coerce.number({ error: "must be a port" }).int().min(1).max(65_535),
  HOST: z.string().default("127.0.0.1"),
  SERVE_URLS: z
    .string({ error: "must list where functions are served, with commas" })
    .transform((list) => list.split(",").map((url) => url.trim()))
    .pipe(z.array(z.url("must be URLs, separated by commas"))),
  INNGEST_SIGNING_KEY: z
    .string()
    .regex(/^(signkey-\w+-)?([0-9a-f]{2})+$/, "must be an even number of hex digits")
    .optional(),
  INNGEST_EVENT_KEY: z.string().min(1).optional(),
  EXECUTOR_LEASE_SECONDS: z.coerce.number().positive().optional(),
  EXECUTOR_POLL_MS: z.coerce.number().int().positive().optional(),
  EXECUTOR_CALLS_MAX: z.coerce.number().int().positive().optional(),
  EXECUTOR_BACKOFF_SCALE: z.coerce.number().nonnegative().optional(),
  EXECUTOR_CHECKPOINTING: z.enum(["0", "1"]).optional(),
});

function readOptions(env: NodeJS.ProcessEnv): ExecutorOptions {
  const result = environment.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The environment is incomplete: ${problems.join("; ")}`);
  }
  const read = result.data;
  const optional = {
    signingKey: read.INNGEST_SIGNING_KEY,
    eventKey: read.INNGEST_EVENT_KEY,
    leaseSeconds: read.EXECUTOR_LEASE_SECONDS,
    pollMs: read.EXECUTOR_POLL_MS,
    callsMax: read.EXECUTOR_CALLS_MAX,
    backoffScale: read.EXECUTOR_BACKOFF_SCALE,
    checkpointing: read.EXECUTOR_CHECKPOINTING === undefined ? undefined : read.EXECUTOR_CHECKPOINTING === "1",
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return {
    databaseUrl: read.DATABASE_URL,
    port: read.EXECUTOR_PORT,
    host: read.HOST,
    serveUrls: read.SERVE_URLS,
    ...given,
  };
}

function giveUp(message: string, error?: unknown): void {
  logToStdout("error", message, error === undefined ? {} : { error: errorText(error) });
  process.exit(1);
}

async function main(): Promise<void> {
  const onStall = () => giveUp("The database does not answer; ending, to be started again");
  const executor = await startExecutor({ ...readOptions(process.env), onStall });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    executor.close().then(
      () => process.exit(0),
      (error: unknown) => giveUp("The executor did not stop cleanly", error),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

process.on("uncaughtException", (error) => giveUp("The executor broke; its state is in the database", error));

main().catch((error: unknown) => giveUp("The executor could not start", error));
