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
    conventions: jsonb("conventions").$type<Record<string, string>>().notNull(),
  },
  (t) => [unique("billing_policies_version").on(t.key, t.version)],
);

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
    status: text("status", {
      enum: ["draft", "trialing", "active", "paused", "suspended", "canceled", "expired"],
    }).notNull(),
    policyId: smallint("policy_id")
      .notNull()
      .references(() => billingPolicies.id),
    orderId: text("order_id").notNull(),
    timeZone: text("time_zone").notNull(),
    startOn: date("start_on", { mode: "string" }).notNull(),
    startAt: timestamp("start_at", { withTimezone: true }),
    anchorOn: date("anchor_on", { mode: "string" }).notNull(),
    anchorAt: timestamp("anchor_at", { withTimezone: true }),
    endOn: date("end_on", { mode: "string" }),
    endAt: timestamp("end_at", { withTimezone: true }),
    chargedThroughOn: date("charged_through_on", { mode: "string" }),
    chargedThroughAt: timestamp("charged_through_at", { withTimezone: true }),
    billAt: timestamp("bill_at", { withTimezone: true }),
    needsRederivation: boolean("needs_rederivation").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("subscriptions_account").on(t.accountId),
    index("subscriptions_not_active").on(t.accountId).where(sql`${t.status} <> 'active'`),
    index("subscriptions_due").on(t.sellerId, t.billAt, t.bucket, t.id).where(sql`${t.status} = 'active'`),
    index("subscriptions_ending").on(t.endOn).where(sql`${t.status} = 'active' and ${t.endOn} is not null`),
    check("subscriptions_bucket", sql`${t.bucket} between 0 and 1023`),
  ],
);

/** A charge copied onto a subscription at order time, effective from a time point to a time point. */
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
    kind: text("kind", { enum: ["recurring", "one_time"] }).notNull(),
    model: text("model", { enum: ["flat", "per_unit"] }).notNull(),
    timing: text("timing", { enum: ["in_advance"] }).notNull(),
    intervalUnit: text("interval_unit", { enum: ["month", "year"] }),
    intervalCount: integer("interval_count"),
    quantity: numeric("quantity", { precision: 24, scale: 12 }).notNull(),
    unitPrice: numeric("unit_price", { precision: 24, scale: 12 }).notNull(),
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
    check(
      "subscription_charges_effective",
      sql`${t.effectiveUntilOn} is null or ${t.effectiveUntilOn} >= ${t.effectiveFromOn}`,
    ),
  ],
);
