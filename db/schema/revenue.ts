import { sql } from "drizzle-orm";
import { bigint, check, date, index, pgTable, primaryKey, smallint, text, timestamp } from "drizzle-orm/pg-core";

/** One row a line: its months follow from the amount, the days and the method, so they are derived, never stored. */
export const revenueSchedules = pgTable(
  "revenue_schedules",
  {
    lineId: text("line_id").primaryKey(),
    documentId: text("document_id").notNull(),
    accountId: text("account_id").notNull(),
    sellerId: text("seller_id").notNull(),
    currency: text("currency").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    revenueAccount: text("revenue_account").notNull(),
    serviceStartOn: date("service_start_on", { mode: "string" }).notNull(),
    serviceStartAt: timestamp("service_start_at", { withTimezone: true }),
    serviceEndOn: date("service_end_on", { mode: "string" }).notNull(),
    serviceEndAt: timestamp("service_end_at", { withTimezone: true }),
    method: text("method", { enum: ["day"] }).notNull(),
    policyId: smallint("policy_id").notNull(),
    /** The later of the end of service and the day after the document: no month that ended before it has a part left. */
    recognizableUntilOn: date("recognizable_until_on", { mode: "string" }).notNull(),
  },
  (t) => [
    index("revenue_schedules_recognizable").on(t.sellerId, t.recognizableUntilOn, t.lineId),
    index("revenue_schedules_document").on(t.documentId),
    check("revenue_schedules_period", sql`${t.serviceEndOn} > ${t.serviceStartOn}`),
  ],
);

/** The part of a line that one month earned, booked once. */
export const revenueRecognitions = pgTable(
  "revenue_recognitions",
  {
    lineId: text("line_id").notNull(),
    /** As in 2026-11. */
    month: text("month").notNull(),
    accountId: text("account_id").notNull(),
    sellerId: text("seller_id").notNull(),
    currency: text("currency").notNull(),
    revenueAccount: text("revenue_account").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    /** All that was recognized together: the source of one journal entry. */
    recognitionId: text("recognition_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.lineId, t.month] }),
    index("revenue_recognitions_booked_together").on(t.recognitionId),
    check("revenue_recognitions_not_zero", sql`${t.amountMinor} <> 0`),
  ],
);

/** How far a seller's revenue is recognized: every month up to this one. */
export const revenueProgress = pgTable("revenue_progress", {
  sellerId: text("seller_id").primaryKey(),
  recognizedThroughMonth: text("recognized_through_month").notNull(),
});
