import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { sellers } from "./sellers";

/** Posted demands for payment. A row here is final: what happens to an invoice later is told by rows of their own. */
export const invoices = pgTable(
  "invoices",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    currency: text("currency").notNull(),
    policyId: smallint("policy_id").notNull(),
    orderId: text("order_id"),
    billRunId: text("bill_run_id"),
    issueOn: date("issue_on", { mode: "string" }).notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    subtotalMinor: bigint("subtotal_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    /** What the account's credit paid of it when it was posted. */
    creditAppliedMinor: bigint("credit_applied_minor", { mode: "bigint" }).notNull().default(sql`0`),
    billTo: jsonb("bill_to").$type<BillTo>().notNull(),
    taxTreatment: text("tax_treatment").notNull(),
    promiseHash: text("promise_hash").notNull(),
    postedAt: timestamp("posted_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("invoices_account").on(t.accountId, t.issueOn),
    index("invoices_listed").on(t.issueOn, t.id),
    index("invoices_total").on(t.totalMinor),
    index("invoices_bill_run").on(t.billRunId).where(sql`${t.billRunId} is not null`),
    unique("invoices_currency").on(t.id, t.currency),
    check("invoices_total", sql`${t.totalMinor} = ${t.subtotalMinor} + ${t.taxMinor}`),
    check("invoices_credit_applied", sql`${t.creditAppliedMinor} between 0 and greatest(${t.totalMinor}, 0)`),
    check("invoices_due", sql`${t.dueOn} >= ${t.issueOn}`),
  ],
);

export type BillTo = {
  name: string;
  email: string;
  addressLines: string[];
  city: string | null;
  postcode: string | null;
  region: string | null;
  country: string;
  taxId: string | null;
};

/**
 * What each posting of invoices came to, by seller, currency and day of issue: one row of many invoices, so that the sums
 * above a list are read without adding up every invoice there is.
 */
export const invoiceSums = pgTable(
  "invoice_sums",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    sellerId: text("seller_id").notNull(),
    currency: text("currency").notNull(),
    issueOn: date("issue_on", { mode: "string" }).notNull(),
    subtotalMinor: bigint("subtotal_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    invoiceCount: integer("invoice_count").notNull(),
  },
  (t) => [index("invoice_sums_day").on(t.issueOn)],
);

export const invoiceLines = pgTable(
  "invoice_lines",
  {
    id: text("id").primaryKey(),
    invoiceId: text("invoice_id").notNull(),
    accountId: text("account_id").notNull(),
    position: integer("position").notNull(),
    kind: text("kind", { enum: ["charge", "credit"] }).notNull(),
    description: text("description").notNull(),
    subscriptionId: text("subscription_id"),
    subscriptionChargeId: text("subscription_charge_id"),
    /** The number of the line among those of its subscription, and of the line that it gives back a part of. */
    serviceNo: integer("service_no"),
    creditsNo: integer("credits_no"),
    /** How often the same line was billed before, on invoices that were voided. */
    rebilled: smallint("rebilled").notNull().default(0),
    chargeId: text("charge_id"),
    productFamily: text("product_family").notNull(),
    serviceStartOn: date("service_start_on", { mode: "string" }).notNull(),
    serviceStartAt: timestamp("service_start_at", { withTimezone: true }),
    serviceEndOn: date("service_end_on", { mode: "string" }).notNull(),
    serviceEndAt: timestamp("service_end_at", { withTimezone: true }),
    quantity: numeric("quantity", { precision: 24, scale: 12 }).notNull(),
    /** Empty where a quantity has no single price. */
    unitPrice: numeric("unit_price", { precision: 24, scale: 12 }),
    netMinor: bigint("net_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
    taxCode: text("tax_code").notNull(),
    taxPosition: smallint("tax_position").notNull(),
    derivation: jsonb("derivation").$type<Record<string, unknown>>().notNull(),
    policyId: smallint("policy_id").notNull(),
  },
  (t) => [
    unique("invoice_lines_position").on(t.invoiceId, t.position),
    uniqueIndex("invoice_lines_billed_once")
      .on(t.subscriptionId, t.serviceNo, t.rebilled)
      .where(sql`${t.serviceNo} is not null`),
    check("invoice_lines_period", sql`${t.serviceEndOn} >= ${t.serviceStartOn}`),
  ],
);

/** One amount per jurisdiction, rate and category of a document; the lines carry their share of it. */
export const invoiceTaxes = pgTable(
  "invoice_taxes",
  {
    invoiceId: text("invoice_id").notNull(),
    position: smallint("position").notNull(),
    accountId: text("account_id").notNull(),
    jurisdiction: text("jurisdiction").notNull(),
    category: text("category").notNull(),
    treatment: text("treatment").notNull(),
    ratePercent: numeric("rate_percent", { precision: 24, scale: 12 }).notNull(),
    baseMinor: bigint("base_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
    rule: text("rule").notNull(),
  },
  (t) => [primaryKey({ columns: [t.invoiceId, t.position] })],
);

/** The number is the last thing a posting writes: the lock on its counter is held for this narrow row only. */
export const invoiceNumbers = pgTable(
  "invoice_numbers",
  {
    invoiceId: text("invoice_id").primaryKey(),
    sellerId: text("seller_id").notNull(),
    accountId: text("account_id").notNull(),
    series: text("series").notNull(),
    year: integer("year").notNull(),
    sequence: bigint("sequence", { mode: "bigint" }).notNull(),
    number: text("number").notNull().unique(),
  },
  (t) => [
    unique("invoice_numbers_sequence").on(t.sellerId, t.series, t.year, t.sequence),
    index("invoice_numbers_tail").on(t.sequence),
  ],
);

/** For lists only: what is left of each invoice, kept by the transactions that change it and rebuilt by the proof. */
export const invoiceBalances = pgTable(
  "invoice_balances",
  {
    invoiceId: text("invoice_id").primaryKey(),
    accountId: text("account_id").notNull(),
    sellerId: text("seller_id").notNull(),
    currency: text("currency").notNull(),
    balanceMinor: bigint("balance_minor", { mode: "bigint" }).notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    /** What an invoice without a balance is, where it was not paid. */
    closedAs: text("closed_as", { enum: ["credited", "voided", "written_off"] }),
    /** When the saved card is charged by itself; empty once that was tried, and where nothing is collected. */
    collectAt: timestamp("collect_at", { withTimezone: true }),
  },
  (t) => [
    index("invoice_balances_to_collect").on(t.collectAt).where(sql`${t.collectAt} is not null`),
    index("invoice_balances_size").on(t.balanceMinor, t.invoiceId),
    // With all that a list of what is owed sums, so that it is summed without reading the rows of what is paid.
    index("invoice_balances_open")
      .on(t.accountId, t.dueOn, t.invoiceId, t.balanceMinor)
      .where(sql`${t.balanceMinor} <> 0`),
    index("invoice_balances_closed").on(t.invoiceId).where(sql`${t.closedAs} is not null`),
    check("invoice_balances_not_negative", sql`${t.balanceMinor} >= 0`),
  ],
);
