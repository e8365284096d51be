import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { DomainError } from "@/server/kernel";

const patienceMs = 120_000;
const pauseMs = 50;

/** Waits until every batch of the outbox is sent and no function of the embedded engine runs any more. */
export const waitForQuiet = async (db: Executor): Promise<void> => {
  for (const until = Date.now() + patienceMs; Date.now() < until; ) {
    const [row] = await db.execute<{ busy: boolean }>(sql`
      select exists (select 1 from outbox_batches where sent_at is null)
        or exists (select 1 from inngest_embedded.runs where ended_at is null) as busy`);
    if (row?.busy === false) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new DomainError("conflict", "outbox.not_drained", "The engine has not come to rest within two minutes.");
};
