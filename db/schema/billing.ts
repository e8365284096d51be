import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { sellers } from "./sellers";

/** What a run is expected to post in one currency, computed before it starts. */
export type PlannedAmount = { currency: string; invoiceCount: number; totalMinor: string };

/** One run bills every account of a seller that is due through a day, each on the day of its own zone. */
export const billRuns = pgTable(
  "bill_runs",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    throughOn: date("through_on", { mode: "string" }).notNull(),
    /** A subscription is due when its billing day has begun by this instant. */
    cutoffAt: timestamp("cutoff_at", { withTimezone: true }).notNull(),
    batchSize: integer("batch_size").notNull(),
    planned: jsonb("planned").$type<PlannedAmount[]>().notNull(),
    plannedAccountCount: integer("planned_account_count").notNull(),
    status: text("status", { enum: ["running", "completed"] }).notNull(),
    startedByKind: text("started_by_kind").notNull(),
    startedById: text("started_by_id").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
    completedAt: timestamp("completed_at", { withTimezone: true }),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    endedAt: timestamp("ended_at", { withTimezone: true }),
  },
  (t) => [
    uniqueIndex("bill_runs_one_running").on(t.sellerId).where(sql`${t.status} = 'running'`),
    index("bill_runs_started").on(t.startedAt, t.id),
    check("bill_runs_batch_size", sql`${t.batchSize} between 1 and 5000`),
  ],
);

/**
 * A share of a run's buckets, worked by one biller at a time. Whoever takes the lease gets a higher fence; a checkpoint
 * under an older one is refused, so that a biller that slept past its lease writes nothing.
 */
export const billRunRanges = pgTable(
  "bill_run_ranges",
  {
    runId: text("run_id")
      .notNull()
      .references(() => billRuns.id),
    position: smallint("position").notNull(),
    bucketFrom: smallint("bucket_from").notNull(),
    bucketUntil: smallint("bucket_until").notNull(),
    fence: bigint("fence", { mode: "bigint" }).notNull(),
    owner: text("owner"),
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    batchCount: integer("batch_count").notNull(),
    accountCount: integer("account_count").notNull(),
    doneAt: timestamp("done_at", { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.position] }),
    check("bill_run_ranges_buckets", sql`0 <= ${t.bucketFrom} and ${t.bucketFrom} < ${t.bucketUntil}`),
  ],
);

/** What a range has posted so far, written with each batch. */
export const billRunAmounts = pgTable(
  "bill_run_amounts",
  {
    runId: text("run_id").notNull(),
    position: smallint("position").notNull(),
    currency: text("currency").notNull(),
    invoiceCount: integer("invoice_count").notNull(),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.position, t.currency] }),
    foreignKey({
      name: "bill_run_amounts_range",
      columns: [t.runId, t.position],
      foreignColumns: [billRunRanges.runId, billRunRanges.position],
    }),
  ],
);

/** An account that could not be billed in a run, and why. It stops nobody else. */
export const billRunErrors = pgTable(
  "bill_run_errors",
  {
    runId: text("run_id")
      .notNull()
      .references(() => billRuns.id),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    reason: text("reason").notNull(),
    message: text("message").notNull(),
    attempts: integer("attempts").notNull().default(1),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.runId, t.accountId] }), index("bill_run_errors_account").on(t.accountId)],
);
