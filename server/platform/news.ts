import type { Executor } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { outboxBatches } from "@/db/schema/outbox";
import { insertRows } from "./insert-rows";

/** What a transaction has to tell: written together at its end, in one statement a table. */
export type News = {
  readonly auditEntries: (typeof auditEntries.$inferInsert)[];
  readonly outboxBatches: (typeof outboxBatches.$inferInsert)[];
};

export const openNews = (): News => ({ auditEntries: [], outboxBatches: [] });

export const writeNews = async (ctx: { readonly db: Executor }, news: News): Promise<void> => {
  await Promise.all([
    insertRows(ctx, auditEntries, news.auditEntries.splice(0)),
    insertRows(ctx, outboxBatches, news.outboxBatches.splice(0)),
  ]);
};
