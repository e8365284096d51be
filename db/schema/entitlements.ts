import { date, index, jsonb, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import type { FeatureValue } from "./catalog";

/** One feature an account may use, from one source, effective from a day. */
export const entitlements = pgTable(
  "entitlements",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    feature: text("feature").notNull(),
    value: jsonb("value").$type<FeatureValue>().notNull(),
    sourceKind: text("source_kind", { enum: ["rate_plan"] }).notNull(),
    sourceId: text("source_id").notNull(),
    sourceName: text("source_name").notNull(),
    effectiveFromOn: date("effective_from_on", { mode: "string" }).notNull(),
    effectiveUntilOn: date("effective_until_on", { mode: "string" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [unique("entitlements_source").on(t.sourceId, t.feature), index("entitlements_account").on(t.accountId)],
);
