import { mergePostings, type Posting } from "@/server/ledger/core";

export type RecognizedPart = {
  readonly revenueAccount: string;
  readonly currency: string;
  readonly amountMinor: bigint;
};

/** What was earned leaves deferred revenue for revenue, by product family: debit the one, credit the other. */
export const recognitionPostings = (parts: readonly RecognizedPart[]): Posting[] =>
  mergePostings(
    parts.flatMap(({ revenueAccount: detail, currency, amountMinor }): Posting[] => [
      { ledgerAccount: "deferred_revenue", detail, amountMinor, currency },
      { ledgerAccount: "revenue", detail, amountMinor: -amountMinor, currency },
    ]),
  );
