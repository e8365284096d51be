import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { sellers } from "./sellers";

/** What a shopper has put together, not yet placed: only the browser that holds the token may see it. */
export const orderDrafts = pgTable(
  "order_drafts",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull(),
    /** Of the browser that came back by a mailed link; the first one keeps its right. */
    resumedTokenHash: text("resumed_token_hash"),
    accountId: text("account_id"),
    content: jsonb("content").$type<Record<string, unknown>>().notNull(),
    version: integer("version").notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (t) => [index("order_drafts_expiry").on(t.expiresAt)],
);

export const orders = pgTable(
  "orders",
  {
    id: text("id").primaryKey(),
    reference: bigint("reference", { mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    draftId: text("draft_id").references(() => orderDrafts.id),
    currency: text("currency").notNull(),
    status: text("status", {
      enum: ["awaiting_payment", "payment_failed", "completed", "canceled", "expired"],
    }).notNull(),
    settlement: text("settlement", { enum: ["on_account", "paid_first"] }).notNull(),
    draft: jsonb("draft").$type<Record<string, unknown>>().notNull(),
    previewHash: text("preview_hash").notNull(),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    effectiveAt: timestamp("effective_at", { withTimezone: true }),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
    failureReason: text("failure_reason"),
    resumableUntil: timestamp("resumable_until", { withTimezone: true }),
    placedAt: timestamp("placed_at", { withTimezone: true }).notNull(),
    completedAt: timestamp("completed_at", { withTimezone: true }),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    uniqueIndex("orders_draft_once")
      .on(t.draftId)
      .where(sql`${t.status} in ('awaiting_payment','payment_failed','completed')`),
    index("orders_account").on(t.accountId),
    uniqueIndex("orders_reference").on(t.reference),
    index("orders_waiting").on(t.expiresAt).where(sql`${t.status} in ('awaiting_payment','payment_failed')`),
    check("orders_total_not_negative", sql`${t.totalMinor} >= 0`),
  ],
);
