import { hashOf } from "@/server/kernel/hash";

export type SealedPosting = {
  readonly entryId: string;
  readonly position: number;
  readonly ledgerAccount: string;
  readonly detail: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly postedOn: string;
};

export const firstSealHash = "0".repeat(64);

/** Over the postings of a transaction's entries, in order of entry and position. */
export const hashOfPostings = (postings: readonly SealedPosting[]): string => hashOf(postings);

/** Chains a seal to the one before it: who changes a posting must change every later seal. */
export const hashOfSeal = (previousHash: string, entriesHash: string): string => hashOf({ previousHash, entriesHash });
