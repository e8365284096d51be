import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, numeric, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
import { sellers } from "./sellers";

/** A reduction that a seller gives on the price of a subscription. Once made it never changes. */
export const coupons = pgTable(
  "coupons",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    key: text("key").notNull(),
    kind: text("kind", { enum: ["percent", "amount"] }).notNull(),
    /** Percent, or an amount in minor units of whatever currency it is applied to. */
    value: numeric("value", { precision: 24, scale: 12 }).notNull(),
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
    // An amount is taken off each line: what shoppers may type is said of the whole order.
    check("coupons_code_is_percent", sql`not ${t.isCode} or ${t.kind} = 'percent'`),
    check("coupons_limits", sql`${t.usesMax} > 0 and ${t.lastsMonths} > 0`),
    check("coupons_value", sql`${t.value} >= 0 and (${t.kind} <> 'percent' or ${t.value} <= 100)`),
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
