import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";

export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    demoPasswordHash: text("demo_password_hash"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex("users_email").on(sql`lower(${t.email})`),
    index("users_email_local").on(
      sql`split_part(lower(${t.email}), '@', 1) text_pattern_ops`,
      sql`split_part(lower(${t.email}), '@', 2) text_pattern_ops`,
    ),
    index("users_email_domain").on(sql`split_part(lower(${t.email}), '@', 2) text_pattern_ops`),
    index("users_email_parts").using("gin", sql`split_part(lower(${t.email}), '@', 1) gin_trgm_ops`),
    index("users_name_parts").using("gin", sql`fold_text(${t.name}) gin_trgm_ops`),
  ],
);

export const accountMembers = pgTable(
  "account_members",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role", { enum: ["owner", "billing_contact", "member"] }).notNull(),
    joinedAt: timestamp("joined_at", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.userId] }), index("account_members_user").on(t.userId)],
);

export const staffMembers = pgTable("staff_members", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id),
  role: text("role").notNull(),
  title: text("title").notNull(),
  /** Whether keys pressed alone do something in the console. */
  hasSingleKeys: boolean("has_single_keys").notNull().default(true),
});
