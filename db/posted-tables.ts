/** Tables whose rows are final once written: the app's role may only read and add, and a trigger refuses everyone. */
export const postedTables = [
  "audit_entries",
  "invoice_lines",
  "invoice_numbers",
  "invoice_sums",
  "invoice_taxes",
  "invoices",
  "journal_entries",
  "ledger_seals",
  "ledger_sums",
  "payment_applications",
  "payment_transitions",
  "postings",
  "rendered_documents",
  "revenue_recognitions",
  "revenue_schedules",
  "usage_events",
] as const;
