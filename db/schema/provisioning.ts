import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";

export const provisioningTasks = pgTable(
  "provisioning_tasks",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    cause: text("cause").notNull(),
    version: bigint("version", { mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    state: text("state", { enum: ["pending", "running", "done", "failed"] }).notNull(),
    wanted: jsonb("wanted").$type<Record<string, unknown>>(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    retryAfter: timestamp("retry_after", { withTimezone: true }),
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    doneAt: timestamp("done_at", { withTimezone: true }),
  },
  (t) => [
    unique("provisioning_tasks_cause").on(t.cause),
    index("provisioning_tasks_account").on(t.accountId),
    index("provisioning_tasks_waiting").on(t.retryAfter).where(sql`${t.state} <> 'done'`),
  ],
);
