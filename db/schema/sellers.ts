import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";

export const sellers = pgTable("sellers", {
  id: text("id").primaryKey(),
  key: text("key").notNull().unique(),
  legalName: text("legal_name").notNull(),
  addressLines: text("address_lines").array().notNull(),
  city: text("city").notNull(),
  country: text("country").notNull(),
  taxId: text("tax_id"),
  registrationNumber: text("registration_number").notNull(),
  timeZone: text("time_zone").notNull(),
  currencies: text("currencies").array().notNull(),
  invoiceSeries: text("invoice_series").notNull().unique(),
  creditNoteSeries: text("credit_note_series").notNull().unique(),
  debitNoteSeries: text("debit_note_series").notNull().unique(),
  mailFrom: text("mail_from").notNull(),
  /** The billing policy by which it sells from now on. */
  policyId: smallint("policy_id").notNull().default(1),
});

/** The last number given in each series and year: the one row that posting locks, and locks last. */
export const numberCounters = pgTable(
  "number_counters",
  {
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    series: text("series").notNull(),
    year: integer("year").notNull(),
    lastNumber: bigint("last_number", { mode: "bigint" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.series, t.year] }),
    check("number_counters_not_negative", sql`${t.lastNumber} >= 0`),
  ],
);
