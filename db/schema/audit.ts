import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

export const auditEntries = pgTable(
  "audit_entries",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id"),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    subjectIds: text("subject_ids").array().notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull(),
    requestId: text("request_id").notNull(),
    businessAt: timestamp("business_at", { withTimezone: true }).notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index("audit_entries_account").on(t.accountId, t.businessAt),
    index("audit_entries_actor").on(t.actorId, t.id),
    index("audit_entries_action").on(t.action, t.id),
    index("audit_entries_day").on(t.businessAt),
    // What a batch did to many is found by reading the batches, which are few; one entry a document would be many.
    index("audit_entries_subjects").using("gin", t.subjectIds).where(sql`cardinality(${t.subjectIds}) <= 20`),
    index("audit_entries_batches").on(t.id).where(sql`cardinality(${t.subjectIds}) > 20`),
  ],
);
