import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { sellers } from "./sellers";

/** Money held for an account, on the terms under which it may be used. A row is final: its movements tell what is left. */
export const accountCreditGrants = pgTable(
  "account_credit_grants",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    currency: text("currency").notNull(),
    /** Whether it was given, or is the account's own money. */
    kind: text("kind", { enum: ["promotional", "paid"] }).notNull(),
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    /** The account's day from which it can be used no more; empty where it never goes. */
    expiresOn: date("expires_on", { mode: "string" }),
    /** The lowest is used first. */
    priority: smallint("priority").notNull(),
    /** What it may pay for, like `family:desk` or `meter:flow_runs`; empty for everything. */
    scope: text("scope").array(),
    openedOn: date("opened_on", { mode: "string" }).notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("account_credit_grants_account").on(t.accountId),
    check("account_credit_grants_amount", sql`${t.amountMinor} > 0`),
    check("account_credit_grants_priority", sql`${t.priority} between 1 and 1000`),
    check("account_credit_grants_scope", sql`${t.scope} is null or cardinality(${t.scope}) > 0`),
  ],
);

/** What is left of each grant, changed by the transaction that moves it. */
export const accountCreditGrantBalances = pgTable(
  "account_credit_grant_balances",
  {
    grantId: text("grant_id")
      .primaryKey()
      .references(() => accountCreditGrants.id),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    expiresOn: date("expires_on", { mode: "string" }),
    remainingMinor: bigint("remaining_minor", { mode: "bigint" }).notNull(),
  },
  (t) => [
    index("account_credit_grant_balances_left").on(t.accountId).where(sql`${t.remainingMinor} > 0`),
    index("account_credit_grant_balances_expiring")
      .on(t.expiresOn)
      .where(sql`${t.remainingMinor} > 0 and ${t.expiresOn} is not null`),
    check("account_credit_grant_balances_not_negative", sql`${t.remainingMinor} >= 0`),
  ],
);

/** Each time money that is held for an account became more or less. A row is final. */
export const accountCreditMovements = pgTable(
  "account_credit_movements",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    currency: text("currency").notNull(),
    kind: text("kind", {
      enum: [
        "granted",
        "prepaid",
        "negative_invoice",
        "credit_note",
        "overpayment",
        "applied",
        "returned",
        "reinstated",
        "expired",
      ],
    }).notNull(),
    /** Of which grant; one movement never takes from two. */
    grantId: text("grant_id")
      .notNull()
      .references(() => accountCreditGrants.id),
    /** Above zero the account has more afterwards. */
    amountMinor: bigint("amount_minor", { mode: "bigint" }).notNull(),
    invoiceId: text("invoice_id"),
    creditNoteId: text("credit_note_id"),
    paymentId: text("payment_id"),
    movedOn: date("moved_on", { mode: "string" }).notNull(),
    reason: text("reason"),
    /** Given by whoever asks, so that asking twice moves once. */
    requestKey: text("request_key"),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    policyId: smallint("policy_id").notNull(),
    movedAt: timestamp("moved_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    index("account_credit_movements_account").on(t.accountId, t.movedOn),
    index("account_credit_movements_grant").on(t.grantId),
    uniqueIndex("account_credit_movements_expired").on(t.grantId).where(sql`${t.kind} = 'expired'`),
    index("account_credit_movements_invoice").on(t.invoiceId).where(sql`${t.invoiceId} is not null`),
    uniqueIndex("account_credit_movements_request")
      .on(t.accountId, t.requestKey)
      .where(sql`${t.requestKey} is not null`),
    check(
      "account_credit_movements_sign",
      sql`${t.amountMinor} <> 0 and (${t.amountMinor} < 0) = (${t.kind} in ('applied', 'expired'))`,
    ),
    check(
      "account_credit_movements_cause",
      sql`case ${t.kind} when 'granted' then ${t.reason} is not null
        when 'overpayment' then ${t.paymentId} is not null when 'prepaid' then ${t.paymentId} is not null
        when 'credit_note' then ${t.creditNoteId} is not null and ${t.invoiceId} is not null when 'expired' then true
        else ${t.invoiceId} is not null end`,
    ),
  ],
);

/** What is held for an account by a seller in a currency, changed by the transaction that moves it. */
export const accountCreditBalances = pgTable(
  "account_credit_balances",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    sellerId: text("seller_id")
      .notNull()
      .references(() => sellers.id),
    currency: text("currency").notNull(),
    balanceMinor: bigint("balance_minor", { mode: "bigint" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.sellerId, t.currency] }),
    check("account_credit_balances_not_negative", sql`${t.balanceMinor} >= 0`),
  ],
);
