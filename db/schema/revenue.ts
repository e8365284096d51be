import { sql } from "drizzle-orm";
import { bigint, check, date, index, pgTable, smallint, text, timestamp } from "drizzle-orm/pg-core";

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
  },
  (t) => [
    index("revenue_schedules_document").on(t.documentId),
    check("revenue_schedules_period", sql`${t.serviceEndOn} > ${t.serviceStartOn}`),
  ],
);
