export type EquationId =
  | "receivable"
  | "cash_clearing"
  | "disputes"
  | "unapplied_payments"
  | "deferred_revenue"
  | "revenue"
  | "tax_payable"
  | "account_credits"
  | "breakage"
  | "promotion_expense"
  | "bad_debt"
  | "postings";

/** One side against the other, for a seller and a currency, in minor units. */
export type Equation = {
  readonly id: EquationId;
  readonly seller: string;
  readonly currency: string;
  readonly ledgerMinor: bigint;
  readonly documentsMinor: bigint;
  readonly residueMinor: bigint;
  readonly compared: Readonly<Record<string, number>>;
};

export type CheckId =
  | "entries_balance"
  | "invoices_add_up"
  | "numbers_without_gaps"
  | "documents_entries_events"
  | "gateway_book"
  | "derivations"
  | "stored_balances"
  | "credit_grants"
  | "stored_sums"
  | "seals";

/** How many of the compared things disagree, and which (the first ten). */
export type Check = {
  readonly id: CheckId;
  readonly residue: number;
  readonly compared: number;
  readonly offenders: readonly string[];
};

export type ProofReport = {
  readonly ok: boolean;
  readonly at: string;
  readonly compared: { readonly documents: number; readonly entries: number; readonly payments: number };
  readonly equations: readonly Equation[];
  readonly checks: readonly Check[];
};

const isNothing = ({ compared }: Pick<ProofReport, "compared">): boolean =>
  compared.documents + compared.entries + compared.payments === 0;

export type ProofVerdict = "proved" | "residue" | "nothing_to_compare";

/** Zero of nothing is a failure too: an empty ledger proves nothing. */
export const verdictOf = (report: Omit<ProofReport, "ok">): ProofVerdict => {
  if (isNothing(report)) return "nothing_to_compare";
  const hasResidue =
    report.equations.some((equation) => equation.residueMinor !== 0n) ||
    report.checks.some((check) => check.residue !== 0);
  return hasResidue ? "residue" : "proved";
};
