import { outboxBatches } from "@/db/schema/outbox";
import { invariant } from "@/server/kernel";
import type { ServiceContext } from "./context";
import { makeId } from "./new-id";

const batchSize = 500;

/** Writes news beside what changed, in the same transaction; the relay sends it once that is committed. */
export const emitAll = async (ctx: ServiceContext, name: string, ids: readonly string[]): Promise<void> => {
  invariant(ctx.atEnd, "Events are written in the transaction that changes what they tell of.");
  const rows = [];
  for (let at = 0; at < ids.length; at += batchSize) {
    rows.push({ id: makeId("obx"), name, ids: ids.slice(at, at + batchSize) });
  }
  if (rows.length > 0) await ctx.db.insert(outboxBatches).values(rows);
};
