import type { LedgerAccountCode } from "./journal-entry";

export type LedgerAccount = {
  readonly code: LedgerAccountCode;
  readonly name: string;
  readonly type: "asset" | "liability" | "revenue" | "expense";
};

export const chartOfAccounts: readonly LedgerAccount[] = [
  { code: "accounts_receivable", name: "Accounts receivable", type: "asset" },
  { code: "cash_clearing", name: "Cash clearing", type: "asset" },
  { code: "disputes", name: "Disputes", type: "asset" },
  { code: "unapplied_payments", name: "Unapplied payments", type: "liability" },
  { code: "deferred_revenue", name: "Deferred revenue", type: "liability" },
  { code: "tax_payable", name: "Tax payable", type: "liability" },
  { code: "account_credits", name: "Account credits", type: "liability" },
  { code: "revenue", name: "Revenue", type: "revenue" },
  { code: "breakage", name: "Breakage", type: "revenue" },
  { code: "promotion_expense", name: "Promotion expense", type: "expense" },
  { code: "bad_debt", name: "Bad debt", type: "expense" },
];
