import { sql } from "drizzle-orm";
import { check, numeric, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
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
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    unique("coupons_key").on(t.sellerId, t.key),
    check("coupons_value", sql`${t.value} >= 0 and (${t.kind} <> 'percent' or ${t.value} <= 100)`),
  ],
);
