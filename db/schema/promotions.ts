import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers";

/** What a seller gives on a subscription: something off its price, or a longer trial. Once made it never changes. */
export const coupons = pgTable(
  "coupons",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    key: text("key").notNull(),
    kind: text("kind", { enum: ["percent", "amount", "trial"] }).notNull(),
    /** Percent. An amount has one row for each of its currencies instead. */
    value: numeric("value", { precision: 24, scale: 12 }),
    /** How many days it adds to a trial. */
    trialDays: integer("trial_days"),
    /** Whether shoppers may type its key; otherwise only staff gives it. */
    isCode: boolean("is_code").notNull().default(false),
    /** How many months from the paid start it lasts; empty where it lasts as long as the subscription. */
    lastsMonths: integer("lasts_months"),
    startsOn: date("starts_on", { mode: "string" }),
    /** The last day on which it is taken. */
    endsOn: date("ends_on", { mode: "string" }),
    usesMax: integer("uses_max"),
    /** One of these is in the order; empty for all. */
    ratePlanKeys: text("rate_plan_keys").array(),
    /** How the order is paid; empty for either. */
    intervalUnit: text("interval_unit", { enum: ["month", "year"] }),
    isForNewCustomers: boolean("is_for_new_customers").notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    unique("coupons_key").on(t.sellerId, t.key),
    check("coupons_limits", sql`${t.usesMax} > 0 and ${t.lastsMonths} > 0`),
    check("coupons_percent", sql`(${t.kind} = 'percent') = (${t.value} is not null) and ${t.value} between 0 and 100`),
    check("coupons_trial", sql`(${t.kind} = 'trial') = (${t.trialDays} is not null) and ${t.trialDays} >= 1`),
  ],
);

/** What a coupon of an amount takes off, in each currency it is given in. */
export const couponAmounts = pgTable(
  "coupon_amounts",
  {
    couponId: text("coupon_id")
      .notNull()
      .references(() => coupons.id),
    currency: text("currency").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
  },
  (t) => [
    primaryKey({ name: "coupon_amounts_once", columns: [t.couponId, t.currency] }),
    check("coupon_amounts_positive", sql`${t.amountMinor} >= 0`),
  ],
);

/** An order that takes a coupon off. It is held from the placing of the order on, and given back where that comes to nothing. */
export const couponUses = pgTable(
  "coupon_uses",
  {
    id: text("id").primaryKey(),
    couponId: text("coupon_id")
      .notNull()
      .references(() => coupons.id),
    orderId: text("order_id").notNull(),
    heldAt: timestamp("held_at", { withTimezone: true }).notNull(),
    givenBackAt: timestamp("given_back_at", { withTimezone: true }),
  },
  (t) => [
    unique("coupon_uses_order").on(t.couponId, t.orderId),
    index("coupon_uses_held").on(t.couponId).where(sql`${t.givenBackAt} is null`),
    index("coupon_uses_of_order").on(t.orderId),
  ],
);
