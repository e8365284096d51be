import { sql } from "drizzle-orm";
import { bigint, check, date, index, jsonb, numeric, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
import { sellers } from "./sellers";
import { subscriptions } from "./subscriptions";

/** What is counted. Once it has events it never changes: they were recorded for what it said. */
export const meters = pgTable(
  "meters",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    key: text("key").notNull(),
    name: text("name").notNull(),
    unitLabel: text("unit_label").notNull(),
    aggregation: text("aggregation", {
      enum: ["sum", "count", "max", "latest", "count_unique", "weighted_sum"],
    }).notNull(),
    /** The property of an event whose different values are counted. */
    keyProperty: text("key_property"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    unique("meters_key").on(t.sellerId, t.key),
    check("meters_key_property", sql`(${t.aggregation} = 'count_unique') = (${t.keyProperty} is not null)`),
  ],
);

/** What was reported, as it was reported. The caller's event id makes a report that comes twice count once. */
export const usageEvents = pgTable(
  "usage_events",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    sellerId: text("seller_id").notNull(),
    subscriptionId: text("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
    meterId: text("meter_id")
      .notNull()
      .references(() => meters.id),
    eventId: text("event_id").notNull(),
    value: numeric("value", { precision: 24, scale: 12 }).notNull(),
    /** Whether the value is what a level is from then on, or comes on top. */
    op: text("op", { enum: ["add", "set"] })
      .notNull()
      .default("add"),
    happenedAt: timestamp("happened_at", { withTimezone: true }).notNull(),
    /** The day of it where the subscription counts its days. */
    happenedOn: date("happened_on", { mode: "string" }).notNull(),
    /** Business time. */
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
    /** Who reported it: the table is its own audit. */
    recordedBy: text("recorded_by").notNull(),
    /** The order of arrival, also within one report. */
    sequence: bigint("sequence", { mode: "bigint" }).notNull().generatedByDefaultAsIdentity(),
    properties: jsonb("properties").$type<Record<string, string | number | boolean>>(),
  },
  (t) => [
    unique("usage_events_once").on(t.sellerId, t.eventId),
    index("usage_events_span").on(t.subscriptionId, t.meterId, t.happenedOn),
    index("usage_events_account").on(t.accountId, t.sequence),
    check("usage_events_properties", sql`octet_length(${t.properties}::text) <= 4096`),
  ],
);
