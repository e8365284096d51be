import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, numeric, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";

export const products = pgTable("products", {
  id: text("id").primaryKey(),
  key: text("key").notNull().unique(),
  name: text("name").notNull(),
  family: text("family").notNull(),
  taxCode: text("tax_code").notNull(),
});

/** A group of countries that may have prices of its own. */
export const priceRegions = pgTable("price_regions", {
  key: text("key").primaryKey(),
  name: text("name").notNull(),
  countries: text("countries").array().notNull(),
});

/** One row is one version of a rate plan. A published version never changes; subscriptions keep theirs. */
export const ratePlans = pgTable(
  "rate_plans",
  {
    id: text("id").primaryKey(),
    productId: text("product_id")
      .notNull()
      .references(() => products.id),
    key: text("key").notNull(),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    status: text("status", { enum: ["draft", "published", "retired"] }).notNull(),
    isOnSale: boolean("is_on_sale").notNull(),
    isAddOn: boolean("is_add_on").notNull(),
    position: integer("position").notNull(),
    quantityMin: integer("quantity_min").notNull(),
    quantityMax: integer("quantity_max").notNull(),
    sellsParts: boolean("sells_parts").notNull().default(false),
    trialDays: integer("trial_days").notNull().default(0),
    /** How many intervals a subscription runs; empty where it goes on. */
    terms: integer("terms"),
    publishedAt: timestamp("published_at", { withTimezone: true }),
  },
  (t) => [
    unique("rate_plans_version").on(t.key, t.version),
    check("rate_plans_quantity", sql`${t.quantityMin} >= 1 and ${t.quantityMax} >= ${t.quantityMin}`),
  ],
);

export const ratePlanFeatures = pgTable(
  "rate_plan_features",
  {
    id: text("id").primaryKey(),
    ratePlanId: text("rate_plan_id")
      .notNull()
      .references(() => ratePlans.id),
    feature: text("feature").notNull(),
    value: jsonb("value").$type<FeatureValue>().notNull(),
  },
  (t) => [unique("rate_plan_features_once").on(t.ratePlanId, t.feature)],
);

/** `per_seat` stands for the quantity bought. */
export type FeatureValue =
  | { kind: "boolean"; on: boolean }
  | { kind: "quantity"; limit: number | "unlimited" | "per_seat" }
  | { kind: "config"; text: string };

export const charges = pgTable(
  "charges",
  {
    id: text("id").primaryKey(),
    ratePlanId: text("rate_plan_id")
      .notNull()
      .references(() => ratePlans.id),
    key: text("key").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["recurring", "one_time", "usage"] }).notNull(),
    timing: text("timing", { enum: ["in_advance", "in_arrears"] }).notNull(),
    /** Whether its quantity is the subscription's, or stays one. */
    followsQuantity: boolean("follows_quantity").notNull(),
    included: numeric("included", { precision: 24, scale: 12 }).notNull().default("0"),
    /** How what is unused of the included units goes on; empty where it ends with its period. */
    rollover: jsonb("rollover").$type<{ periods?: number; units?: string }>(),
    meterKey: text("meter_key"),
    meterAggregation: text("meter_aggregation", {
      enum: ["sum", "count", "max", "latest", "count_unique", "weighted_sum"],
    }),
    /** How a part of a period is charged, where it is not as the policy says. */
    proration: text("proration", { enum: ["none", "full", "credit_only"] }),
    position: integer("position").notNull(),
  },
  (t) => [unique("charges_key").on(t.ratePlanId, t.key)],
);

export const prices = pgTable(
  "prices",
  {
    id: text("id").primaryKey(),
    chargeId: text("charge_id")
      .notNull()
      .references(() => charges.id),
    currency: text("currency").notNull(),
    intervalUnit: text("interval_unit", { enum: ["day", "week", "month", "year"] }),
    intervalCount: integer("interval_count"),
    /** The price as it is written: its model and the figures of it. */
    price: jsonb("price").$type<Record<string, unknown>>().notNull(),
    /** The interval that the price is for, where it is another than the one that is billed. */
    perUnit: text("per_unit", { enum: ["day", "week", "month", "year"] }),
    perCount: integer("per_count"),
    /** Discount, minimum, maximum and commitment, as they are written. */
    options: jsonb("options").$type<Record<string, string>>(),
    /** For whom it is alone: a country or a group of countries, with those it had, a kind of account, a channel; empty for all. */
    region: text("region"),
    countries: text("countries").array(),
    segment: text("segment"),
    channel: text("channel", { enum: ["online", "sales"] }),
  },
  (t) => [
    unique("prices_once")
      .on(t.chargeId, t.currency, t.intervalUnit, t.intervalCount, t.region, t.segment, t.channel)
      .nullsNotDistinct(),
    check("prices_region", sql`(${t.region} is null) = (${t.countries} is null)`),
    check("prices_channel", sql`${t.channel} in ('online', 'sales')`),
    index("prices_charge").on(t.chargeId),
    check("prices_per", sql`(${t.perUnit} is null) = (${t.perCount} is null)`),
    check("prices_interval", sql`(${t.intervalUnit} is null) = (${t.intervalCount} is null)`),
  ],
);
