import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

export const outboxBatches = pgTable(
  "outbox_batches",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    ids: text("ids").array().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    claimedUntil: timestamp("claimed_until", { withTimezone: true }),
    sentAt: timestamp("sent_at", { withTimezone: true }),
  },
  (t) => [
    index("outbox_batches_unsent").on(t.createdAt).where(sql`${t.sentAt} is null`),
    check("outbox_batches_size", sql`cardinality(${t.ids}) between 1 and 500`),
  ],
);

/** One row per document a consumer has dealt with: at least once outside becomes exactly once inside. */
export const consumedEvents = pgTable(
  "consumed_events",
  {
    consumer: text("consumer").notNull(),
    documentId: text("document_id").notNull(),
    consumedAt: timestamp("consumed_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.consumer, t.documentId] })],
);
