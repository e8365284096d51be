import { parseArgs } from "node:util";
import { connectDatabase } from "@/db/client";
import { drainOutbox } from "@/inngest/drain-outbox";
import { advanceClock } from "@/server/operations";
import { readBusinessClock, waitForQuiet } from "@/server/platform";
import { openInstance } from "./running-instance";

type Invocation = { readonly arguments: readonly string[] };

/**
 * Moves the demo's clock to an instant, doing at each stop what a day does; with --no-sweeps it only jumps. One line of
 * JSON tells what fell due on the way.
 */
export const main = async ({ arguments: args }: Invocation): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: "string" }, "no-sweeps": { type: "boolean", default: false } },
  });
  const to = new Date(values.to ?? "");
  if (Number.isNaN(to.getTime())) {
    throw new Error(`--to is "${values.to ?? ""}". Give an instant like 2027-02-16T09:00Z.`);
  }
  const instance = await openInstance();
  const { db, close } = connectDatabase(instance.databaseUrl, { poolSize: 8, applicationName: "clock" });
  try {
    const { now } = await readBusinessClock(db);
    const ctx = { actor: { kind: "system", job: "clock" }, now, requestId: "clock", db } as const;
    const drain = instance.isRunning ? () => waitForQuiet(db) : () => drainOutbox(db);
    const began = Date.now();
    const { now: at, ...counts } = await advanceClock(
      ctx,
      { to, sweeps: !values["no-sweeps"] },
      { drain, owner: "clock", access: instance.access },
    );
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    process.stdout.write(`${JSON.stringify({ now: at.toISOString(), ...counts, seconds })}\n`);
  } finally {
    await close();
    await instance.release();
  }
};
