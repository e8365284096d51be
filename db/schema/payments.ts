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
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { invoices } from "./invoices";
import { sellers } from "./sellers";

export const paymentMethods = pgTable(
  "payment_methods",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    gateway: text("gateway").notNull(),
    gatewayMethodId: text("gateway_method_id").notNull(),
    brand: text("brand").notNull(),
    last4: text("last4").notNull(),
    expiryMonth: integer("expiry_month").notNull(),
    expiryYear: integer("expiry_year").notNull(),
    fingerprint: text("fingerprint"),
    isDefault: boolean("is_default").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    unique("payment_methods_gateway").on(t.gateway, t.gatewayMethodId),
    index("payment_methods_account").on(t.accountId),
    index("payment_methods_last4").on(t.last4),
    uniqueIndex("payment_methods_one_default").on(t.accountId).where(sql`${t.isDefault}`),
    uniqueIndex("payment_methods_one_card").on(t.accountId, t.gateway, t.fingerprint),
  ],
);

/** A visit to the gateway's page that keeps a card, and what was agreed on the way there. */
export const cardSetups = pgTable(
  "card_setups",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    gateway: text("gateway").notNull(),
    state: text("state", { enum: ["open", "superseded", "saved"] }).notNull(),
    /** The card that the new one stands in for. */
    replacesId: text("replaces_id"),
    /** What is to be paid with the card as soon as it is kept: invoices with the amounts that were shown. */
    pays: jsonb("pays").$type<{ invoiceId: string; amountMinor: string; currency: string }[]>().notNull(),
    methodId: text("method_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [uniqueIndex("card_setups_one_open").on(t.accountId).where(sql`${t.state} = 'open'`)],
);

/** Money received, or an attempt to. Only its state moves; each move leaves a row in payment_transitions. */
export const payments = pgTable(
  "payments",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    currency: text("currency").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    gateway: text("gateway").notNull(),
    purposeKind: text("purpose_kind").notNull(),
    purposeId: text("purpose_id").notNull(),
    methodToken: text("method_token"),
    savedMethodId: text("saved_method_id"),
    state: text("state", {
      enum: ["created", "submitted", "requires_action", "unknown", "succeeded", "settled", "failed", "canceled"],
    }).notNull(),
    gatewayChargeId: text("gateway_charge_id"),
    actionUrl: text("action_url"),
    declineReason: text("decline_reason"),
    /** How money came that no gateway moved, as its sender or bank calls it. */
    externalMethod: text("external_method", { enum: ["transfer", "cheque", "cash", "other"] }),
    externalReference: text("external_reference"),
    requestKey: text("request_key"),
    cardBrand: text("card_brand"),
    cardLast4: text("card_last4"),
    policyId: smallint("policy_id").notNull(),
    /** Taken from a card on file without anybody asking. */
    isCollection: boolean("is_collection").notNull().default(false),
    /** Whether what follows from its failure has been done. */
    isFollowedUp: boolean("is_followed_up").notNull().default(false),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    submittedAt: timestamp("submitted_at", { withTimezone: true }),
    receivedOn: date("received_on", { mode: "string" }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    checkAfter: timestamp("check_after", { withTimezone: true }),
    checkCount: integer("check_count").notNull().default(0),
  },
  (t) => [
    uniqueIndex("payments_one_open_per_purpose")
      .on(t.purposeKind, t.purposeId)
      .where(sql`${t.state} in ('created','submitted','requires_action','unknown')`),
    unique("payments_gateway_charge").on(t.gateway, t.gatewayChargeId),
    unique("payments_currency").on(t.id, t.currency),
    index("payments_account").on(t.accountId, t.createdAt),
    index("payments_amount").on(t.amountMinor),
    index("payments_card").on(t.cardLast4),
    // The day money came, or was tried for: in UTC, because an index knows no zone.
    index("payments_day").on(sql`coalesce(${t.receivedOn}, (${t.createdAt} at time zone 'UTC')::date)`),
    index("payments_to_follow_up")
      .on(t.sellerId, t.id)
      .where(sql`${t.state} = 'failed' and ${t.isCollection} and not ${t.isFollowedUp}`),
    index("payments_failed_collections").on(t.purposeId).where(sql`${t.state} = 'failed' and ${t.isCollection}`),
    index("payments_given_up").on(t.state).where(sql`${t.state} in ('failed','canceled')`),
    index("payments_to_check")
      .on(t.checkAfter)
      .where(sql`${t.state} in ('created','submitted','requires_action','unknown')`),
    uniqueIndex("payments_request").on(t.accountId, t.requestKey).where(sql`${t.requestKey} is not null`),
    check("payments_positive", sql`${t.amountMinor} > 0 or ${t.externalMethod} is not null and ${t.amountMinor} = 0`),
  ],
);

export const paymentTransitions = pgTable(
  "payment_transitions",
  {
    paymentId: text("payment_id")
      .notNull()
      .references(() => payments.id),
    position: integer("position").notNull(),
    accountId: text("account_id").notNull(),
    fromState: text("from_state"),
    toState: text("to_state").notNull(),
    cause: text("cause").notNull(),
    businessAt: timestamp("business_at", { withTimezone: true }).notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.paymentId, t.position] })],
);

export const paymentApplications = pgTable(
  "payment_applications",
  {
    id: text("id").primaryKey(),
    paymentId: text("payment_id").notNull(),
    invoiceId: text("invoice_id").notNull(),
    accountId: text("account_id").notNull(),
    sellerId: text("seller_id").notNull(),
    currency: text("currency").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    appliedOn: date("applied_on", { mode: "string" }).notNull(),
  },
  (t) => [
    unique("payment_applications_once").on(t.paymentId, t.invoiceId),
    foreignKey({
      name: "payment_applications_payment",
      columns: [t.paymentId, t.currency],
      foreignColumns: [payments.id, payments.currency],
    }),
    foreignKey({
      name: "payment_applications_invoice",
      columns: [t.invoiceId, t.currency],
      foreignColumns: [invoices.id, invoices.currency],
    }),
    index("payment_applications_invoice_index").on(t.invoiceId),
    check("payment_applications_positive", sql`${t.amountMinor} > 0`),
  ],
);

/** Money that a payer's bank took back for the time being. Only its state moves; each move leaves a row in dispute_transitions. */
export const disputes = pgTable(
  "disputes",
  {
    id: text("id").primaryKey(),
    paymentId: text("payment_id").notNull(),
    accountId: text("account_id").notNull(),
    sellerId: text("seller_id").notNull(),
    currency: text("currency").notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    gateway: text("gateway").notNull(),
    gatewayDisputeId: text("gateway_dispute_id").notNull(),
    /** What the payer told the bank, in the gateway's word. */
    reason: text("reason").notNull(),
    state: text("state", { enum: ["open", "won", "lost"] }).notNull(),
    openedOn: date("opened_on", { mode: "string" }).notNull(),
    respondByOn: date("respond_by_on", { mode: "string" }),
    decidedOn: date("decided_on", { mode: "string" }),
    /** What was to be collected of the payment's invoices when it opened, taken up again when it is decided. */
    heldCollections: jsonb("held_collections").$type<{ invoiceId: string; collectAt: string }[]>().notNull(),
    policyId: smallint("policy_id").notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    decidedAt: timestamp("decided_at", { withTimezone: true }),
  },
  (t) => [
    unique("disputes_gateway").on(t.gateway, t.gatewayDisputeId),
    index("disputes_payment_index").on(t.paymentId),
    index("disputes_account").on(t.accountId),
    index("disputes_open").on(t.openedAt).where(sql`${t.state} = 'open'`),
    foreignKey({
      name: "disputes_payment",
      columns: [t.paymentId, t.currency],
      foreignColumns: [payments.id, payments.currency],
    }),
    check("disputes_positive", sql`${t.amountMinor} > 0`),
    check("disputes_decided", sql`(${t.state} = 'open') = (${t.decidedOn} is null)`),
  ],
);

export const disputeTransitions = pgTable(
  "dispute_transitions",
  {
    disputeId: text("dispute_id")
      .notNull()
      .references(() => disputes.id),
    position: integer("position").notNull(),
    accountId: text("account_id").notNull(),
    toState: text("to_state", { enum: ["open", "won", "lost"] }).notNull(),
    businessAt: timestamp("business_at", { withTimezone: true }).notNull(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.disputeId, t.position] })],
);

export const gatewayEvents = pgTable(
  "gateway_events",
  {
    gateway: text("gateway").notNull(),
    eventId: text("event_id").notNull(),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
    receivedAt: timestamp("received_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    appliedAt: timestamp("applied_at", { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.gateway, t.eventId] })],
);
