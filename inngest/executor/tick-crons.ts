import { nextTick } from "./cron-time";
import type { Database, Transaction } from "./database";
import { findFunction } from "./function-store";
import { ingestEvents, startRuns, toWantedRun } from "./ingest-events";
import { newUlid } from "./ulid";

interface DueCron {
  functionId: string;
  cron: string;
  nextAt: Date;
  now: Date;
}

async function startTick(tx: Transaction, due: DueCron): Promise<number> {
  const config = await findFunction(tx, due.functionId);
  if (!config) return 0;
  const internalId = newUlid();
  const tick = due.nextAt.toISOString();
  const payload = {
    id: internalId,
    name: "inngest/scheduled.timer",
    data: { cron: due.cron, scheduledAt: tick },
    ts: due.nextAt.getTime(),
  };
  const event = { internalId, senderId: null, payload };
  await ingestEvents(tx, [event]);
  return startRuns(tx, [{ ...toWantedRun(config, event), dedupeKeys: [`cron|${due.cron}|${tick}`] }]);
}

/** However many ticks went by, a cron runs once and is next due after now: work is what is due, not this tick. */
export function tickCrons(sql: Database): Promise<number> {
  return sql.begin(async (tx) => {
    const rows = await tx<DueCron[]>`
      select function_id as "functionId", cron, next_at as "nextAt", now() from inngest_embedded.crons
      where next_at <= now() order by next_at for update skip locked`;
    let startedCount = 0;
    for (const due of rows) {
      startedCount += await startTick(tx, due);
      await tx`
        update inngest_embedded.crons set next_at = ${nextTick(due.cron, due.now)}
        where function_id = ${due.functionId} and cron = ${due.cron}`;
    }
    return startedCount;
  });
}
