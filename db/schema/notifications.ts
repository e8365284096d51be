import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";

/** Every mail the product writes: kept with its text, sent once per natural key. */
export const mails = pgTable(
  "mails",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    naturalKey: text("natural_key").notNull(),
    accountId: text("account_id"),
    recipient: text("recipient").notNull(),
    sender: text("sender").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    attachments: jsonb("attachments").$type<MailAttachment[]>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    sentAt: timestamp("sent_at", { withTimezone: true }),
    attempts: integer("attempts").notNull().default(0),
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    lastError: text("last_error"),
  },
  (t) => [
    unique("mails_once").on(t.naturalKey),
    index("mails_account").on(t.accountId),
    index("mails_unsent").on(t.recordedAt).where(sql`${t.sentAt} is null`),
  ],
);

export type MailAttachment = { fileName: string; documentId: string };
