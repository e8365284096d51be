import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgSchema, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/**
 * State of the embedded Inngest executor. Payloads are JSON kept as text: they are passed on untouched, and
 * jsonb would refuse the escaped NUL that JSON allows.
 */
export const inngestEmbedded = pgSchema("inngest_embedded");

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const engineFunctions = inngestEmbedded.table("functions", {
  id: text("id").primaryKey(),
  appId: text("app_id").notNull(),
  url: text("url").notNull(),
  triggerEvents: text("trigger_events").array().notNull(),
  configJson: text("config_json").notNull(),
  concurrencyLimits: integer("concurrency_limits").array().notNull(),
  syncedAt: instant("synced_at").notNull().defaultNow(),
  removedAt: instant("removed_at"),
});

export const engineCrons = inngestEmbedded.table(
  "crons",
  {
    functionId: text("function_id")
      .notNull()
      .references(() => engineFunctions.id, { onDelete: "cascade" }),
    cron: text("cron").notNull(),
    nextAt: instant("next_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.functionId, t.cron] }), index("crons_next_at_idx").on(t.nextAt)],
);

export const engineEvents = inngestEmbedded.table(
  "events",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    payloadJson: text("payload_json").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (t) => [index("events_received_at_idx").on(t.receivedAt)],
);

export const engineDedupes = inngestEmbedded.table(
  "dedupes",
  {
    functionId: text("function_id").notNull(),
    key: text("key").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.functionId, t.key] }), index("dedupes_expires_at_idx").on(t.expiresAt)],
);

export const engineRuns = inngestEmbedded.table(
  "runs",
  {
    id: text("id").primaryKey(),
    functionId: text("function_id").notNull(),
    eventId: text("event_id")
      .notNull()
      .references(() => engineEvents.id),
    status: text("status", { enum: ["running", "completed", "failed", "canceled"] })
      .notNull()
      .default("running"),
    concurrencyKeys: text("concurrency_keys").array().notNull(),
    plansSteps: boolean("plans_steps").notNull().default(false),
    stepCount: integer("step_count").notNull().default(0),
    pendingCount: integer("pending_count").notNull().default(0),
    stateBytes: bigint("state_bytes", { mode: "number" }).notNull().default(0),
    outputJson: text("output_json"),
    startedAt: instant("started_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("runs_event_id_idx").on(t.eventId),
    index("runs_ended_at_idx").on(t.endedAt).where(sql`${t.endedAt} is not null`),
  ],
);

export const engineSteps = inngestEmbedded.table(
  "steps",
  {
    runId: text("run_id")
      .notNull()
      .references(() => engineRuns.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    name: text("name").notNull(),
    state: text("state", { enum: ["planned", "data", "error"] }).notNull(),
    position: integer("position").notNull(),
    outputJson: text("output_json"),
    endedAt: instant("ended_at"),
  },
  (t) => [primaryKey({ columns: [t.runId, t.hash] })],
);

/** `due_at` is the end of the lease while an owner holds the job, so that an expired lease is simply a due job. */
export const engineJobs = inngestEmbedded.table(
  "jobs",
  {
    id: text("id").primaryKey(),
    runId: text("run_id")
      .notNull()
      .references(() => engineRuns.id, { onDelete: "cascade" }),
    functionId: text("function_id").notNull(),
    stepHash: text("step_hash"),
    attempt: integer("attempt").notNull().default(0),
    lostCount: integer("lost_count").notNull().default(0),
    concurrencyKeys: text("concurrency_keys").array().notNull(),
    dueAt: instant("due_at").notNull().defaultNow(),
    owner: text("owner"),
  },
  (t) => [
    index("jobs_due_at_idx").on(t.dueAt),
    index("jobs_run_id_idx").on(t.runId),
    index("jobs_owner_idx").on(t.owner).where(sql`${t.owner} is not null`),
  ],
);
