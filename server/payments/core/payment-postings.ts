import { mergePostings, type Posting } from "@/server/ledger/core";

export type ReceivedMoney = {
  readonly gateway: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly appliedMinor: bigint;
};

/** A card that succeeded: debit clearing; credit receivable with what is applied at once, unapplied payments with the rest. */
export const paymentPostings = ({ gateway, currency, amountMinor, appliedMinor }: ReceivedMoney): Posting[] =>
  mergePostings([
    { ledgerAccount: "cash_clearing", detail: gateway, amountMinor, currency },
    { ledgerAccount: "accounts_receivable", detail: "trade", amountMinor: -appliedMinor, currency },
    { ledgerAccount: "unapplied_payments", detail: gateway, amountMinor: appliedMinor - amountMinor, currency },
  ]);
