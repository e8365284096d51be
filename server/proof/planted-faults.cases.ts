import type { CheckId, EquationId } from "./core/proof-report";

export type PlantedFault = {
  readonly name: string;
  /** As the owner, with the triggers off; null plants it at the gateway instead. */
  readonly sql: string | null;
  /** Exactly what must turn non-zero. */
  readonly equations: readonly EquationId[];
  readonly checks: readonly CheckId[];
};

const firstOf = (table: string, where: string) =>
  `ctid = (select ctid from ${table} where ${where} order by ctid limit 1)`;

/** What each fault must be seen by. A fault seen by less is missed; one seen by more would be blamed on the wrong thing. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: "a posting is one cent too large",
    sql: `update postings set amount_minor = amount_minor + 1 where ${firstOf("postings", "ledger_account = 'deferred_revenue'")}`,
    equations: ["deferred_revenue", "postings"],
    checks: ["entries_balance", "stored_sums", "seals"],
  },
  {
    name: "a posting is gone",
    sql: `delete from postings where ${firstOf("postings", "ledger_account = 'tax_payable'")}`,
    equations: ["tax_payable", "postings"],
    checks: ["entries_balance", "stored_sums", "seals"],
  },
  {
    name: "an invoice line was changed",
    sql: `update invoice_lines set net_minor = net_minor + 1 where ${firstOf("invoice_lines", "true")}`,
    equations: ["revenue"],
    checks: ["invoices_add_up", "derivations"],
  },
  {
    name: "an application is gone",
    sql: `delete from payment_applications where ${firstOf("payment_applications", "true")}`,
    equations: ["receivable", "unapplied_payments"],
    checks: ["stored_balances"],
  },
  {
    name: "a revenue schedule is gone",
    sql: `delete from revenue_schedules where ${firstOf("revenue_schedules", "true")}`,
    equations: ["deferred_revenue", "revenue"],
    checks: [],
  },
  {
    name: "a number was skipped",
    sql: "update invoice_numbers set sequence = sequence + 1 where sequence = (select max(sequence) from invoice_numbers)",
    equations: [],
    checks: ["numbers_without_gaps"],
  },
  { name: "the gateway has a charge that we have no payment for", sql: null, equations: [], checks: ["gateway_book"] },
  {
    name: "an entry has no document",
    sql: `with entry as (
        insert into journal_entries (id, seller_id, account_id, posted_on, source_kind, source_id, policy_id, recorded_at)
        select 'jre_planted', seller_id, account_id, posted_on, 'invoice', 'inv_planted', policy_id, recorded_at
        from journal_entries order by id limit 1 returning *)
      insert into postings (entry_id, position, account_id, seller_id, ledger_account, detail, amount_minor, currency, posted_on)
      select id, side.position, account_id, seller_id, 'revenue', side.detail, side.amount, 'EUR', posted_on
      from entry cross join (values (0, 'desk', 100), (1, 'services', -100)) as side(position, detail, amount)`,
    equations: [],
    checks: ["documents_entries_events", "stored_sums", "seals"],
  },
  {
    name: "a kept sum of postings is one cent too small",
    sql: `update ledger_sums set debit_minor = debit_minor - 1 where ${firstOf("ledger_sums", "debit_minor > 0")}`,
    equations: [],
    checks: ["stored_sums"],
  },
  {
    name: "a kept sum of invoices counts one too many",
    sql: `update invoice_sums set invoice_count = invoice_count + 1 where ${firstOf("invoice_sums", "true")}`,
    equations: [],
    checks: ["stored_sums"],
  },
  {
    name: "a stored derivation was altered",
    sql: `update invoice_lines set derivation = derivation || '{"price":"34"}' where ${firstOf("invoice_lines", "true")}`,
    equations: [],
    checks: ["derivations"],
  },
  {
    name: "a credit note is gone",
    sql: `delete from credit_notes where ${firstOf("credit_notes", "true")}`,
    equations: ["receivable", "revenue", "tax_payable"],
    checks: ["documents_entries_events", "stored_balances"],
  },
  {
    name: "a line of a credit note is one cent too large",
    sql: `update credit_note_lines set net_minor = net_minor + 1 where ${firstOf("credit_note_lines", "true")}`,
    equations: ["revenue"],
    checks: ["invoices_add_up"],
  },
  {
    name: "a credit note's number was skipped",
    sql: "update credit_note_numbers set sequence = sequence + 1",
    equations: [],
    checks: ["numbers_without_gaps"],
  },
  {
    name: "a void is gone",
    sql: "delete from invoice_voids",
    equations: ["receivable", "revenue", "tax_payable"],
    checks: ["documents_entries_events", "stored_balances"],
  },
  {
    name: "a write-off is one cent too large",
    sql: "update write_offs set amount_minor = amount_minor + 1",
    equations: ["receivable", "bad_debt"],
    checks: ["stored_balances"],
  },
  {
    name: "a refund is gone",
    sql: `with gone as (delete from refunds where gateway = 'simulator' returning id)
      delete from refund_transitions where refund_id in (select id from gone)`,
    equations: ["cash_clearing"],
    checks: ["documents_entries_events", "gateway_book"],
  },
  {
    name: "what a refund took back of an application is gone",
    sql: "delete from application_reversals",
    equations: ["receivable"],
    checks: ["stored_balances"],
  },
  {
    name: "a debit note does not say to which invoice it adds",
    sql: "delete from invoice_amendments where kind = 'debit_note'",
    equations: [],
    checks: ["documents_entries_events"],
  },
  {
    name: "an invoice says that it replaces one that was not cancelled",
    sql: "update invoice_amendments set invoice_id = document_id where kind = 'replacement'",
    equations: [],
    checks: ["documents_entries_events"],
  },
  {
    name: "an open dispute is gone",
    sql: `with gone as (delete from disputes where state = 'open' returning id)
      delete from dispute_transitions where dispute_id in (select id from gone)`,
    equations: ["cash_clearing", "disputes"],
    checks: ["documents_entries_events", "gateway_book"],
  },
  {
    name: "a lost dispute is one cent too large",
    sql: "update disputes set amount_minor = amount_minor + 1 where state = 'lost'",
    equations: ["cash_clearing", "bad_debt"],
    checks: ["gateway_book"],
  },
  {
    name: "a dispute was decided that the ledger has open",
    sql: "update disputes set state = 'won', decided_on = opened_on where state = 'open'",
    equations: ["cash_clearing", "disputes"],
    checks: ["documents_entries_events", "gateway_book"],
  },
  {
    name: "a movement of account credit is gone",
    sql: `delete from account_credit_movements where ${firstOf("account_credit_movements", "kind = 'granted'")}`,
    equations: ["account_credits", "promotion_expense"],
    checks: ["documents_entries_events", "stored_balances", "credit_grants"],
  },
  {
    name: "an expiry of account credit is gone",
    sql: "delete from account_credit_movements where kind = 'expired'",
    equations: ["account_credits", "breakage"],
    checks: ["documents_entries_events", "stored_balances", "credit_grants"],
  },
  {
    name: "what is left of a grant is one cent too little",
    sql: "update account_credit_grant_balances set remaining_minor = remaining_minor - 1 where remaining_minor > 0",
    equations: [],
    checks: ["credit_grants"],
  },
  {
    name: "a movement is of another grant",
    sql: `update account_credit_movements m set grant_id = g.id from account_credit_grants g
      where m.kind = 'expired' and g.id <> m.grant_id`,
    equations: [],
    checks: ["credit_grants"],
  },
  {
    name: "a grant lasts longer than it was given for",
    sql: "update account_credit_grants set expires_on = expires_on + 1 where expires_on is not null",
    equations: [],
    checks: ["credit_grants"],
  },
];
