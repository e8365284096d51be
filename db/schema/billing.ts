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

/**
 * Lines that are made and stand on no document yet: they wait for the next run, or for an invoice that has other lines.
 * They leave with the invoice that takes them.
 */
export const waitingLines = pgTable(
  "waiting_lines",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    currency: text("currency").notNull(),
    policyId: smallint("policy_id").notNull(),
    subscriptionId: text("subscription_id"),
    position: bigint("position", { mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    waitsFor: text("waits_for", { enum: ["run", "other_lines"] }).notNull(),
    line: jsonb("line").$type<Record<string, unknown>>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("waiting_lines_account").on(t.accountId),
    index("waiting_lines_run").on(t.sellerId, t.accountId).where(sql`${t.waitsFor} = 'run'`),
    index("waiting_lines_subscription").on(t.subscriptionId),
  ],
);

/** Where service that was billed in advance was ended early, and what of its line was given back for it. */
export const serviceEnds = pgTable(
  "service_ends",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    accountId: text("account_id").notNull(),
    subscriptionId: text("subscription_id").notNull(),
    serviceNo: integer("service_no").notNull(),
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    endsAt: timestamp("ends_at", { withTimezone: true }),
    creditedMinor: bigint("credited_minor", { mode: "bigint" }).notNull(),
  },
  (t) => [
    index("service_ends_line").on(t.subscriptionId, t.serviceNo),
    check("service_ends_credited", sql`${t.creditedMinor} >= 0`),
  ],
);
