import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { charges, ratePlans } from "./catalog";
import { sellers } from "./sellers";

/** A named version of the billing conventions; every money row can say which one billed it. */
export const billingPolicies = pgTable(
  "billing_policies",
  {
    id: smallint("id").primaryKey(),
    key: text("key").notNull(),
    version: integer("version").notNull(),
    conventions: jsonb("conventions").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [unique("billing_policies_version").on(t.key, t.version)],
);

/** A grid of service periods that is still to come, with the time at which the billing day was moved. */
export type StoredGrid = {
  alignment: "anniversary" | "calendar" | "anchor";
  base: StoredPoint;
  anchorDay: number | null;
  from: StoredPoint;
  movedAt: StoredPoint;
};
/** A day, or an instant in ISO 8601. */
export type StoredPoint = { day: string } | { at: string };

/** What is agreed of a subscription, and how it stands by that. */
const agreedColumns = () => ({
  status: text("status", {
    enum: ["draft", "trialing", "active", "paused", "suspended", "canceled", "expired"],
  }).notNull(),
  /** Active with an invoice whose collection failed and that is still open. */
  isPastDue: boolean("is_past_due").notNull().default(false),
  /** What it consists of: the rate plans' ids, joined. */
  planKey: text("plan_key").notNull(),
  intervalUnit: text("interval_unit", { enum: ["day", "week", "month", "year"] }).notNull(),
  intervalCount: integer("interval_count").notNull(),
  quantity: numeric("quantity", { precision: 24, scale: 12 }).notNull(),
  paidFromOn: date("paid_from_on", { mode: "string" }).notNull(),
  runsFromOn: date("runs_from_on", { mode: "string" }).notNull(),
  billingDay: smallint("billing_day"),
  endOn: date("end_on", { mode: "string" }),
  endAt: timestamp("end_at", { withTimezone: true }),
  /** What becomes of it where its term ends. */
  renewal: jsonb("renewal").$type<{
    term: { unit: "day" | "week" | "month" | "year"; count: number } | null;
    upliftPercent: string;
    noticeDays: number;
  }>(),
  coupons: jsonb("coupons").$type<{ key: string; kind: "percent" | "amount"; value: string; until?: StoredPoint }[]>(),
  /** Negotiated prices by charge, as they are written. */
  overrides: jsonb("overrides").$type<Record<string, Record<string, unknown>>>(),
});

export const subscriptions = pgTable(
  "subscriptions",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    bucket: smallint("bucket").notNull(),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    currency: text("currency").notNull(),
    ...agreedColumns(),
    policyId: smallint("policy_id")
      .notNull()
      .references(() => billingPolicies.id),
    orderId: text("order_id").notNull(),
    timeZone: text("time_zone").notNull(),
    startOn: date("start_on", { mode: "string" }).notNull(),
    startAt: timestamp("start_at", { withTimezone: true }),
    paidFromAt: timestamp("paid_from_at", { withTimezone: true }),
    /** How many days coupons added to its trial. */
    addedTrialDays: smallint("added_trial_days").notNull().default(0),
    /** From where the present plan and quantity are charged, and what made it so. */
    runsFromAt: timestamp("runs_from_at", { withTimezone: true }),
    runsBy: text("runs_by", { enum: ["start", "change", "resume"] }).notNull(),
    turnedOn: date("turned_on", { mode: "string" }),
    turnedAt: timestamp("turned_at", { withTimezone: true }),
    alignment: text("alignment", { enum: ["anniversary", "calendar", "anchor"] }).notNull(),
    anchorOn: date("anchor_on", { mode: "string" }).notNull(),
    anchorAt: timestamp("anchor_at", { withTimezone: true }),
    anchorDay: smallint("anchor_day"),
    nextGrid: jsonb("next_grid").$type<StoredGrid>(),
    settledThroughOn: date("settled_through_on", { mode: "string" }).notNull(),
    settledThroughAt: timestamp("settled_through_at", { withTimezone: true }),
    chargedThroughOn: date("charged_through_on", { mode: "string" }),
    chargedThroughAt: timestamp("charged_through_at", { withTimezone: true }),
    /** How many lines were made for it: each is numbered. */
    lineCount: integer("line_count").notNull().default(0),
    /** When something next falls due of it or happens to it. */
    billAt: timestamp("bill_at", { withTimezone: true }),
    version: integer("version").notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("subscriptions_account").on(t.accountId),
    index("subscriptions_not_active").on(t.accountId).where(sql`${t.status} <> 'active'`),
    index("subscriptions_due").on(t.sellerId, t.billAt, t.bucket, t.id).where(sql`${t.billAt} is not null`),
    index("subscriptions_in_dunning")
      .on(t.sellerId, t.accountId)
      .where(sql`${t.isPastDue} or ${t.status} = 'suspended'`),
    check("subscriptions_bucket", sql`${t.bucket} between 0 and 1023`),
    check("subscriptions_added_trial", sql`${t.addedTrialDays} >= 0`),
    check("subscriptions_billing_day", sql`${t.billingDay} between 1 and 31`),
  ],
);

/**
 * How a subscription stood from an instant on: a row for each time that it changed. With the charges and the changes that
 * were known by then it says what was agreed at any time. Rows are final.
 */
export const subscriptionVersions = pgTable(
  "subscription_versions",
  {
    subscriptionId: text("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
    version: integer("version").notNull(),
    accountId: text("account_id").notNull(),
    ...agreedColumns(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.subscriptionId, t.version] })],
);

/** A charge copied onto a subscription when it was sold, with its price as it is written; superseded when the plan changes. */
export const subscriptionCharges = pgTable(
  "subscription_charges",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    subscriptionId: text("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
    ratePlanId: text("rate_plan_id")
      .notNull()
      .references(() => ratePlans.id),
    chargeId: text("charge_id")
      .notNull()
      .references(() => charges.id),
    kind: text("kind", { enum: ["recurring", "one_time", "usage"] }).notNull(),
    timing: text("timing", { enum: ["in_advance", "in_arrears"] }).notNull(),
    price: jsonb("price").$type<Record<string, unknown>>().notNull(),
    /** Its own quantity; empty where it goes with the subscription's. */
    quantity: numeric("quantity", { precision: 24, scale: 12 }),
    included: numeric("included", { precision: 24, scale: 12 }).notNull().default("0"),
    /** How what is unused of the included units goes on; empty where it ends with its period. */
    rollover: jsonb("rollover").$type<{ periods?: number; units?: string }>(),
    /** Units that go on from periods that are settled, the oldest first. */
    carried: jsonb("carried").$type<{ units: string; until: { day: string } | { at: string } | null }[]>(),
    /** What it has beside its price, as it is written; empty where it has nothing. */
    options: jsonb("options").$type<Record<string, unknown>>(),
    meterKey: text("meter_key"),
    meterAggregation: text("meter_aggregation", {
      enum: ["sum", "count", "max", "latest", "count_unique", "weighted_sum"],
    }),
    effectiveFromOn: date("effective_from_on", { mode: "string" }).notNull(),
    effectiveFromAt: timestamp("effective_from_at", { withTimezone: true }),
    effectiveUntilOn: date("effective_until_on", { mode: "string" }),
    effectiveUntilAt: timestamp("effective_until_at", { withTimezone: true }),
    chargedThroughOn: date("charged_through_on", { mode: "string" }),
    chargedThroughAt: timestamp("charged_through_at", { withTimezone: true }),
    position: integer("position").notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
    supersededAt: timestamp("superseded_at", { withTimezone: true }),
  },
  (t) => [
    index("subscription_charges_subscription").on(t.subscriptionId),
    check("subscription_charges_quantity", sql`${t.quantity} >= 0`),
    check("subscription_charges_meter", sql`(${t.kind} = 'usage') = (${t.meterKey} is not null)`),
    check(
      "subscription_charges_effective",
      sql`${t.effectiveUntilOn} is null or ${t.effectiveUntilOn} >= ${t.effectiveFromOn}`,
    ),
  ],
);

/** Changes agreed for a time to come: they wait, are taken, or fall away. */
export const subscriptionChanges = pgTable(
  "subscription_changes",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    subscriptionId: text("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
    orderId: text("order_id"),
    /** In the order in which they were asked for. */
    position: integer("position").notNull(),
    kind: text("kind", {
      enum: ["change_plan", "change_quantity", "change_price", "cancel", "pause", "resume"],
    }).notNull(),
    content: jsonb("content").$type<Record<string, unknown>>().notNull(),
    takesOn: date("takes_on", { mode: "string" }).notNull(),
    takesAt: timestamp("takes_at", { withTimezone: true }),
    state: text("state", { enum: ["waiting", "taken", "fallen_away"] }).notNull(),
    requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
    settledAt: timestamp("settled_at", { withTimezone: true }),
  },
  (t) => [
    unique("subscription_changes_position").on(t.subscriptionId, t.position),
    index("subscription_changes_waiting").on(t.subscriptionId).where(sql`${t.state} = 'waiting'`),
  ],
);
