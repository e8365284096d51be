import { invariant, type PlainDate } from "@/server/kernel";

export const ledgerAccountCodes = [
  "accounts_receivable",
  "cash_clearing",
  "unapplied_payments",
  "deferred_revenue",
  "tax_payable",
  "account_credits",
  "disputes",
  "revenue",
  "breakage",
  "promotion_expense",
  "bad_debt",
] as const;
export type LedgerAccountCode = (typeof ledgerAccountCodes)[number];

/** A signed amount on one ledger account: debits positive, credits negative. `detail` says which family, place or gateway. */
export type Posting = {
  readonly ledgerAccount: LedgerAccountCode;
  readonly detail: string;
  readonly amountMinor: bigint;
  readonly currency: string;
};

export type JournalEntryDraft = {
  readonly sellerId: string;
  readonly accountId: string | null;
  readonly postedOn: PlainDate;
  readonly source: {
    readonly kind:
      | "invoice"
      | "payment"
      | "payment_application"
      | "recognition"
      | "account_credit"
      | "credit_note"
      | "void"
      | "write_off"
      | "refund"
      | "dispute"
      | "dispute_decision";
    readonly id: string;
  };
  readonly policyId: number;
  readonly postings: readonly Posting[];
};

/** Postings of the same ledger account, detail and currency are merged, and those that come to nothing left out. */
export const mergePostings = (postings: readonly Posting[]): Posting[] => {
  const merged = new Map<string, Posting>();
  for (const posting of postings) {
    const key = [posting.ledgerAccount, posting.detail, posting.currency].join("|");
    const amountMinor = (merged.get(key)?.amountMinor ?? 0n) + posting.amountMinor;
    merged.set(key, { ...posting, amountMinor });
  }
  return [...merged.values()].filter((posting) => posting.amountMinor !== 0n);
};

export const checkBalanced = (entry: JournalEntryDraft): void => {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of entry.postings) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  }
  const source = `${entry.source.kind} ${entry.source.id}`;
  invariant(entry.postings.length >= 2, `The entry of ${source} has fewer than two postings.`);
  for (const [currency, sum] of sums) invariant(sum === 0n, `The entry of ${source} is off by ${sum} ${currency}.`);
};
