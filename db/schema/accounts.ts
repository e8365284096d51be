import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    reference: bigint("reference", { mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    bucket: smallint("bucket").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["personal", "business"] }).notNull(),
    country: text("country").notNull(),
    timeZone: text("time_zone").notNull(),
    currency: text("currency").notNull(),
    taxId: text("tax_id"),
    taxIdStatus: text("tax_id_status", { enum: ["none", "pending", "valid", "invalid"] }).notNull(),
    /** Days between the issue of an invoice and the day it is due. */
    netDays: smallint("net_days").notNull().default(0),
    /** The day of the month on which its new subscriptions renew; empty where each keeps its own. */
    billingDay: smallint("billing_day"),
    /** A rate of tax agreed for it, in percent; empty where the rules of its place decide. */
    statedTaxPercent: numeric("stated_tax_percent", { precision: 24, scale: 12 }),
    /** What kind of customer it is, as far as prices go, such as nonprofit; empty where it is like any other. */
    segment: text("segment"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    activatedAt: timestamp("activated_at", { withTimezone: true }),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("accounts_net_days", sql`${t.netDays} between 0 and 365`),
    check("accounts_billing_day", sql`${t.billingDay} between 1 and 31`),
    check("accounts_stated_tax", sql`${t.statedTaxPercent} >= 0`),
    check("accounts_segment", sql`${t.segment} ~ '^[a-z][a-z0-9-]{1,39}$'`),
    check("accounts_bucket", sql`${t.bucket} between 0 and 1023`),
    check("accounts_name_length", sql`char_length(${t.name}) between 1 and 200`),
    index("accounts_activated").on(t.activatedAt, t.id),
    index("accounts_listed").on(t.id, t.country, t.currency).where(sql`${t.activatedAt} is not null`),
    index("accounts_named").on(t.name, t.id),
    index("accounts_country").on(t.country, t.activatedAt, t.id),
    uniqueIndex("accounts_reference").on(t.reference),
    index("accounts_name_parts").using("gin", sql`fold_text(${t.name}) gin_trgm_ops`),
  ],
);

/** Who an account's documents are addressed to. */
export const contacts = pgTable(
  "contacts",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    kind: text("kind", { enum: ["bill_to"] }).notNull(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    addressLines: text("address_lines").array().notNull(),
    city: text("city"),
    postcode: text("postcode"),
    region: text("region"),
    country: text("country").notNull(),
  },
  (t) => [
    index("contacts_account").on(t.accountId),
    index("contacts_email").on(
      sql`split_part(lower(${t.email}), '@', 1) text_pattern_ops`,
      sql`split_part(lower(${t.email}), '@', 2) text_pattern_ops`,
    ),
    index("contacts_email_domain").on(sql`split_part(lower(${t.email}), '@', 2) text_pattern_ops`),
    index("contacts_email_parts").using("gin", sql`split_part(lower(${t.email}), '@', 1) gin_trgm_ops`),
  ],
);
