import { and, asc, inArray, isNull, lte, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { outboxBatches } from "@/db/schema/outbox";
import { log } from "@/server/platform/log";
import { inngest } from "./client";

const claimSize = 100;
const claimSeconds = 30;
const pollMs = 200;

/**
 * Sends committed batches on as events, each under its own id: a batch sent twice is the same event, and runs its
 * functions once. Several relays share the work.
 */
export const relayOnce = async (db: Database): Promise<number> => {
  const claimed = await claimBatches(db);
  if (claimed.length === 0) return 0;
  await inngest.send(
    claimed.map((batch) => ({ id: batch.id, name: batch.name, data: { batchId: batch.id, ids: batch.ids } })),
  );
  await markSent(db, claimed);
  return claimed.length;
};

export const markSent = async (db: Database, batches: readonly { readonly id: string }[]): Promise<void> => {
  await db
    .update(outboxBatches)
    .set({ sentAt: new Date() })
    .where(
      inArray(
        outboxBatches.id,
        batches.map((batch) => batch.id),
      ),
    );
};

export const claimBatches = (db: Database) => {
  const now = new Date();
  const free = db
    .select({ id: outboxBatches.id })
    .from(outboxBatches)
    .where(
      and(isNull(outboxBatches.sentAt), or(isNull(outboxBatches.claimedUntil), lte(outboxBatches.claimedUntil, now))),
    )
    .orderBy(asc(outboxBatches.createdAt))
    .limit(claimSize)
    .for("update", { skipLocked: true });
  return db
    .update(outboxBatches)
    .set({ claimedUntil: new Date(now.getTime() + claimSeconds * 1000) })
    .where(inArray(outboxBatches.id, free))
    .returning();
};

export type Relay = { readonly stop: () => Promise<void> };

export const startRelay = (db: Database): Relay => {
  let stopping = false;
  const run = async (): Promise<void> => {
    while (!stopping) {
      const sent = await relayOnce(db).catch((error: unknown) => {
        log.warn({ err: error }, "The outbox could not be sent on; it is tried again");
        return 0;
      });
      if (sent < claimSize) await new Promise((resolve) => setTimeout(resolve, sent > 0 ? 20 : pollMs));
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping = true;
      await running;
    },
  };
};
