import type { Database } from "./database";

const batchSize = 1_000;

async function deleteInBatches(deleteBatch: () => Promise<{ length: number }>): Promise<number> {
  let deletedCount = 0;
  for (;;) {
    const { length } = await deleteBatch();
    deletedCount += length;
    if (length < batchSize) return deletedCount;
  }
}

/** Deletes what ended long ago. Events go after their runs, and only when no run needs them. */
export async function deleteExpired(sql: Database, retentionDays: number) {
  const runs = await deleteInBatches(
    () => sql`
      delete from inngest_embedded.runs where id in (
        select id from inngest_embedded.runs where ended_at < now() - make_interval(days => ${retentionDays})
        limit ${batchSize}) returning 1`,
  );
  const events = await deleteInBatches(
    () => sql`
      delete from inngest_embedded.events where id in (
        select id from inngest_embedded.events e where received_at < now() - make_interval(days => ${retentionDays})
          and not exists (select 1 from inngest_embedded.runs r where r.event_id = e.id)
        limit ${batchSize}) returning 1`,
  );
  const dedupes = await deleteInBatches(
    () => sql`
      delete from inngest_embedded.dedupes where (function_id, key) in (
        select function_id, key from inngest_embedded.dedupes where expires_at < now() limit ${batchSize})
      returning 1`,
  );
  return { runs, events, dedupes };
}
