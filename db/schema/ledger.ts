import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers";

export const ledgerAccounts = pgTable("ledger_accounts", {
  code: text("code").primaryKey(),
  name: text("name").notNull(),
  type: text("type", { enum: ["asset", "liability", "revenue", "expense"] }).notNull(),
});

export const journalEntries = pgTable(
  "journal_entries",
  {
    id: text("id").primaryKey(),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    accountId: text("account_id"),
    postedOn: date("posted_on", { mode: "string" }).notNull(),
    sourceKind: text("source_kind").notNull(),
    sourceId: text("source_id").notNull(),
    policyId: smallint("policy_id").notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    unique("journal_entries_source").on(t.sourceKind, t.sourceId),
    index("journal_entries_day").on(t.postedOn, t.id),
    index("journal_entries_account").on(t.accountId, t.postedOn),
  ],
);

/** Debits are positive, credits negative; the postings of an entry sum to zero in each currency. */
export const postings = pgTable(
  "postings",
  {
    entryId: text("entry_id").notNull(),
    position: smallint("position").notNull(),
    accountId: text("account_id"),
    sellerId: text("seller_id").notNull(),
    ledgerAccount: text("ledger_account").notNull(),
    detail: text("detail").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    currency: text("currency").notNull(),
    postedOn: date("posted_on", { mode: "string" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.entryId, t.position] }),
    index("postings_ledger_account").on(t.ledgerAccount, t.accountId, t.postedOn),
    check("postings_not_zero", sql`${t.amountMinor} <> 0`),
  ],
);

/**
 * What each booking came to, by seller, currency, ledger account and day: one row of many postings, so that a balance is
 * read without adding up every posting there is. Whoever books adds rows of his own, and nobody waits for another.
 */
export const ledgerSums = pgTable(
  "ledger_sums",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    sellerId: text("seller_id").notNull(),
    currency: text("currency").notNull(),
    ledgerAccount: text("ledger_account").notNull(),
    postedOn: date("posted_on", { mode: "string" }).notNull(),
    debitMinor: bigint("debit_minor", { mode: "bigint" }).notNull(),
    creditMinor: bigint("credit_minor", { mode: "bigint" }).notNull(),
    postingCount: integer("posting_count").notNull(),
  },
  (t) => [index("ledger_sums_day").on(t.postedOn)],
);

/** Each transaction that books ends with one seal over its entries and the seal before it, so that tampering shows. */
export const ledgerSeals = pgTable(
  "ledger_seals",
  {
    sellerId: text("seller_id").notNull(),
    sequence: bigint("sequence", { mode: "bigint" }).notNull(),
    entryIds: text("entry_ids").array().notNull(),
    entriesHash: text("entries_hash").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
    sealedAt: timestamp("sealed_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.sequence] })],
);

export const ledgerSealHeads = pgTable("ledger_seal_heads", {
  sellerId: text("seller_id")
    .primaryKey()
    .references(() => sellers.id),
  sequence: bigint("sequence", { mode: "bigint" }).notNull(),
  hash: text("hash").notNull(),
});

export const accountingPeriods = pgTable(
  "accounting_periods",
  {
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    year: integer("year").notNull(),
    month: smallint("month").notNull(),
    status: text("status", { enum: ["open", "closed"] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.sellerId, t.year, t.month] })],
);
