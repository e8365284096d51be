import type { Database } from "@/db/client";
import { groupBy } from "@/server/kernel";
import { consumers, type HeardBatch, provisioning } from "./consumers";
import { claimBatches, markSent } from "./relay";
import { runVerb } from "./run-verb";

type Batch = Awaited<ReturnType<typeof claimBatches>>[number];

export type DrainOptions = {
  /** Consumers that are not told this time, by their ids. */
  readonly untold?: ReadonlySet<string>;
};

/** Lets every consumer hear what is in the outbox, here and now, where no engine runs; until nothing new is said. */
export const drainOutbox = async (db: Database, { untold = new Set() }: DrainOptions = {}): Promise<void> => {
  for (;;) {
    const claimed = await claimBatches(db);
    if (claimed.length === 0) return;
    for (const batch of joinByEvent(claimed)) await hear(batch, untold);
    await markSent(db, claimed);
  }
};

// What is told of one kind is heard in one go, in the order in which it was first told.
const joinByEvent = (batches: readonly Batch[]): Batch[] =>
  [...groupBy(batches, ({ name }) => name).values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, ids: [...new Set([first, ...others].flatMap(({ ids }) => ids))] }] : [],
  );

const hear = async (batch: Batch, untold: ReadonlySet<string>): Promise<void> => {
  const heard: HeardBatch = { batchId: batch.id, ids: batch.ids };
  for (const { id, event, consume } of consumers) {
    if (event.name === batch.name && !untold.has(id)) await runVerb(id, (ctx) => consume(ctx, heard));
  }
  if (batch.name !== provisioning.event.name) return;
  await runVerb(provisioning.id, (ctx) => provisioning.plan(ctx, heard));
  for (const accountId of heard.ids) await runVerb(provisioning.id, (ctx) => provisioning.provision(ctx, accountId));
};
