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
      enum: ["granted", "negative_invoice", "credit_note", "overpayment", "applied", "returned"],
    }).notNull(),
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
    index("account_credit_movements_invoice").on(t.invoiceId).where(sql`${t.invoiceId} is not null`),
    uniqueIndex("account_credit_movements_request")
      .on(t.accountId, t.requestKey)
      .where(sql`${t.requestKey} is not null`),
    check(
      "account_credit_movements_sign",
      sql`${t.amountMinor} <> 0 and (${t.amountMinor} < 0) = (${t.kind} = 'applied')`,
    ),
    check(
      "account_credit_movements_cause",
      sql`case ${t.kind} when 'granted' then ${t.reason} is not null when 'overpayment' then ${t.paymentId} is not null
        when 'credit_note' then ${t.creditNoteId} is not null and ${t.invoiceId} is not null
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
