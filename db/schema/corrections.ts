import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
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
import { invoices } from "./invoices";
import { payments } from "./payments";

const place = () => ({
  invoiceId: text("invoice_id").notNull(),
  accountId: text("account_id").notNull(),
  sellerId: text("seller_id").notNull(),
  currency: text("currency").notNull(),
});

/** Why, by whom, and the name of the request, so that asking twice does it once. */
const asked = () => ({
  reason: text("reason").notNull(),
  requestKey: text("request_key").notNull(),
  actorKind: text("actor_kind").notNull(),
  actorId: text("actor_id").notNull(),
  policyId: smallint("policy_id").notNull(),
});

/** What of an invoice is not owed after all, with its own number. Final, as the invoice is. */
export const creditNotes = pgTable(
  "credit_notes",
  {
    id: text("id").primaryKey(),
    ...place(),
    netMinor: bigint("net_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    /** What of it lowered the invoice's balance; the rest became account credit. */
    appliedMinor: bigint("applied_minor", { mode: "bigint" }).notNull(),
    issueOn: date("issue_on", { mode: "string" }).notNull(),
    refundId: text("refund_id"),
    ...asked(),
    postedAt: timestamp("posted_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    foreignKey({
      name: "credit_notes_invoice",
      columns: [t.invoiceId, t.currency],
      foreignColumns: [invoices.id, invoices.currency],
    }),
    index("credit_notes_invoice_index").on(t.invoiceId),
    uniqueIndex("credit_notes_request").on(t.accountId, t.requestKey),
    check("credit_notes_total", sql`${t.totalMinor} = ${t.netMinor} + ${t.taxMinor}`),
    check("credit_notes_applied", sql`${t.totalMinor} > 0 and ${t.appliedMinor} between 0 and ${t.totalMinor}`),
  ],
);

export const creditNoteLines = pgTable(
  "credit_note_lines",
  {
    id: text("id").primaryKey(),
    creditNoteId: text("credit_note_id").notNull(),
    position: integer("position").notNull(),
    accountId: text("account_id").notNull(),
    invoiceLineId: text("invoice_line_id").notNull(),
    productFamily: text("product_family").notNull(),
    /** Whether revenue that was put off for the line is taken back by a schedule of its own. */
    isDeferred: boolean("is_deferred").notNull(),
    netMinor: bigint("net_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
  },
  (t) => [
    unique("credit_note_lines_position").on(t.creditNoteId, t.position),
    index("credit_note_lines_invoice_line").on(t.invoiceLineId),
  ],
);

export const creditNoteTaxes = pgTable(
  "credit_note_taxes",
  {
    creditNoteId: text("credit_note_id").notNull(),
    position: smallint("position").notNull(),
    accountId: text("account_id").notNull(),
    jurisdiction: text("jurisdiction").notNull(),
    ratePercent: numeric("rate_percent", { precision: 24, scale: 12 }).notNull(),
    baseMinor: bigint("base_minor", { mode: "bigint" }).notNull(),
    taxMinor: bigint("tax_minor", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.creditNoteId, t.position] })],
);

export const creditNoteNumbers = pgTable(
  "credit_note_numbers",
  {
    creditNoteId: text("credit_note_id").primaryKey(),
    sellerId: text("seller_id").notNull(),
    accountId: text("account_id").notNull(),
    series: text("series").notNull(),
    year: integer("year").notNull(),
    sequence: bigint("sequence", { mode: "bigint" }).notNull(),
    number: text("number").notNull().unique(),
  },
  (t) => [unique("credit_note_numbers_sequence").on(t.sellerId, t.series, t.year, t.sequence)],
);

/** An invoice taken back whole: nothing of it is owed, and all that was booked for it is booked back. */
export const invoiceVoids = pgTable(
  "invoice_voids",
  {
    id: text("id").primaryKey(),
    ...place(),
    totalMinor: bigint("total_minor", { mode: "bigint" }).notNull(),
    /** Whether its lines are billed again with the next invoice of the account. */
    billsAgain: boolean("bills_again").notNull(),
    voidedOn: date("voided_on", { mode: "string" }).notNull(),
    ...asked(),
    voidedAt: timestamp("voided_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    unique("invoice_voids_once").on(t.invoiceId),
    uniqueIndex("invoice_voids_request").on(t.accountId, t.requestKey),
    foreignKey({
      name: "invoice_voids_invoice",
      columns: [t.invoiceId, t.currency],
      foreignColumns: [invoices.id, invoices.currency],
    }),
  ],
);

/** A posted document that says of which invoice it is: what stands in for a voided one, or what adds to one. */
export const invoiceAmendments = pgTable(
  "invoice_amendments",
  {
    /** The document itself: numbered, owed and paid as invoices are. */
    documentId: text("document_id").primaryKey(),
    ...place(),
    kind: text("kind", { enum: ["replacement", "debit_note"] }).notNull(),
    ...asked(),
    amendedAt: timestamp("amended_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("invoice_amendments_invoice_index").on(t.invoiceId),
    uniqueIndex("invoice_amendments_request").on(t.accountId, t.requestKey),
    uniqueIndex("invoice_amendments_one_replacement").on(t.invoiceId).where(sql`${t.kind} = 'replacement'`),
    foreignKey({
      name: "invoice_amendments_invoice",
      columns: [t.invoiceId, t.currency],
      foreignColumns: [invoices.id, invoices.currency],
    }),
    foreignKey({
      name: "invoice_amendments_document",
      columns: [t.documentId, t.currency],
      foreignColumns: [invoices.id, invoices.currency],
    }),
  ],
);

/** A debt given up. */
export const writeOffs = pgTable(
  "write_offs",
  {
    id: text("id").primaryKey(),
    ...place(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    /** The tax in it that is claimed back, by place. */
    taxReliefMinor: bigint("tax_relief_minor", { mode: "bigint" }).notNull(),
    taxReliefs: jsonb("tax_reliefs").$type<{ jurisdiction: string; minor: string }[]>().notNull(),
    writtenOffOn: date("written_off_on", { mode: "string" }).notNull(),
    ...asked(),
    writtenOffAt: timestamp("written_off_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("write_offs_invoice").on(t.invoiceId),
    uniqueIndex("write_offs_request").on(t.accountId, t.requestKey),
    foreignKey({
      name: "write_offs_invoice_row",
      columns: [t.invoiceId, t.currency],
      foreignColumns: [invoices.id, invoices.currency],
    }),
    check("write_offs_amount", sql`${t.amountMinor} > 0 and ${t.taxReliefMinor} between 0 and ${t.amountMinor}`),
  ],
);

/** Money of a payment given back, or an attempt to. Only its state moves; each move leaves a row in refund_transitions. */
export const refunds = pgTable(
  "refunds",
  {
    id: text("id").primaryKey(),
    ...place(),
    /** Empty where nothing is given back: such a refund is a note alone. */
    paymentId: text("payment_id"),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    /** The part that is not owed again, by a credit note; the rest is open on the invoice again. */
    adjustMinor: bigint("adjust_minor", { mode: "bigint" }).notNull(),
    gateway: text("gateway").notNull(),
    state: text("state", { enum: ["created", "submitted", "unknown", "succeeded", "failed"] }).notNull(),
    gatewayRefundId: text("gateway_refund_id"),
    refundedOn: date("refunded_on", { mode: "string" }),
    ...asked(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    checkAfter: timestamp("check_after", { withTimezone: true }),
    checkCount: integer("check_count").notNull().default(0),
  },
  (t) => [
    foreignKey({
      name: "refunds_payment",
      columns: [t.paymentId, t.currency],
      foreignColumns: [payments.id, payments.currency],
    }),
    index("refunds_payment_index").on(t.paymentId),
    index("refunds_invoice").on(t.invoiceId),
    index("refunds_account").on(t.accountId, t.createdAt),
    uniqueIndex("refunds_request").on(t.accountId, t.requestKey, t.paymentId).where(sql`${t.paymentId} is not null`),
    unique("refunds_gateway").on(t.gateway, t.gatewayRefundId),
    index("refunds_to_check").on(t.checkAfter).where(sql`${t.state} in ('created','submitted','unknown')`),
    check("refunds_amount", sql`${t.adjustMinor} between 0 and ${t.amountMinor}`),
    check("refunds_of_payment", sql`(${t.paymentId} is null) = (${t.amountMinor} = 0)`),
  ],
);

export const refundTransitions = pgTable(
  "refund_transitions",
  {
    refundId: text("refund_id")
      .notNull()
      .references(() => refunds.id),
    position: integer("position").notNull(),
    accountId: text("account_id").notNull(),
    toState: text("to_state").notNull(),
    businessAt: timestamp("business_at", { withTimezone: true }).notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.refundId, t.position] })],
);

/** What of an application a refund took back: the invoice has that much less paid. */
export const applicationReversals = pgTable(
  "application_reversals",
  {
    refundId: text("refund_id").primaryKey(),
    paymentId: text("payment_id").notNull(),
    ...place(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    reversedOn: date("reversed_on", { mode: "string" }).notNull(),
  },
  (t) => [
    index("application_reversals_invoice").on(t.invoiceId),
    index("application_reversals_payment").on(t.paymentId),
    check("application_reversals_positive", sql`${t.amountMinor} > 0`),
  ],
);
