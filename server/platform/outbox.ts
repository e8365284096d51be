import { invariant } from "@/server/kernel";
import type { ServiceContext } from "./context";
import { makeId } from "./new-id";

const batchSize = 500;

/** Writes news beside what changed, in the same transaction; the relay sends it once that is committed. */
export const emitAll = (ctx: ServiceContext, name: string, ids: readonly string[]): void => {
  invariant(ctx.news, "Events are written in the transaction that changes what they tell of.");
  for (let at = 0; at < ids.length; at += batchSize) {
    ctx.news.outboxBatches.push({ id: makeId("obx"), name, ids: ids.slice(at, at + batchSize) });
  }
};
