import type { Posting } from "./journal-entry";

export type DatedPosting = Pick<Posting, "ledgerAccount" | "currency" | "amountMinor"> & {
  readonly sellerId: string;
  readonly postedOn: string;
};

export type LedgerSum = {
  readonly sellerId: string;
  readonly currency: string;
  readonly ledgerAccount: string;
  readonly postedOn: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly postingCount: number;
};

/** What postings come to, by seller, currency, ledger account and day; both sides are positive. */
export const sumPostings = (postings: readonly DatedPosting[]): LedgerSum[] => {
  const sums = new Map<string, LedgerSum>();
  for (const { sellerId, currency, ledgerAccount, postedOn, amountMinor } of postings) {
    const key = [sellerId, currency, ledgerAccount, postedOn].join("|");
    const { debitMinor = 0n, creditMinor = 0n, postingCount = 0 } = sums.get(key) ?? {};
    sums.set(key, {
      ...{ sellerId, currency, ledgerAccount, postedOn },
      debitMinor: amountMinor > 0n ? debitMinor + amountMinor : debitMinor,
      creditMinor: amountMinor < 0n ? creditMinor - amountMinor : creditMinor,
      postingCount: postingCount + 1,
    });
  }
  return [...sums.values()];
};
