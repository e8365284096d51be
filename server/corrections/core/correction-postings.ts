import { mergePostings, type Posting } from "@/server/ledger/core";

type Taken = { readonly jurisdiction: string; readonly taxMinor: bigint };

type TakenBack = {
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly lines: readonly {
    readonly isDeferred: boolean;
    readonly productFamily: string;
    readonly netMinor: bigint;
  }[];
  readonly taxes: readonly Taken[];
};

const taxPostings = (taxes: readonly Taken[], currency: string): Posting[] =>
  taxes.map(({ jurisdiction, taxMinor }) => ({
    ledgerAccount: "tax_payable",
    detail: jurisdiction,
    amountMinor: taxMinor,
    currency,
  }));

/**
 * A credit note, or a void: debit deferred revenue for what was put off, whose own schedule takes back what was earned of
 * it, and revenue for the rest; debit tax payable; credit the receivable.
 */
export const takeBackPostings = ({ currency, totalMinor, lines, taxes }: TakenBack): Posting[] =>
  mergePostings([
    ...lines.map(
      ({ isDeferred, productFamily, netMinor }): Posting => ({
        ledgerAccount: isDeferred ? "deferred_revenue" : "revenue",
        detail: productFamily,
        amountMinor: netMinor,
        currency,
      }),
    ),
    ...taxPostings(taxes, currency),
    { ledgerAccount: "accounts_receivable", detail: "trade", amountMinor: -totalMinor, currency },
  ]);

/** A debt given up: debit bad debt, and tax payable with what is claimed back; credit the receivable. */
export const writeOffPostings = (writeOff: {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly expenseMinor: bigint;
  readonly taxes: readonly Taken[];
}): Posting[] =>
  mergePostings([
    { ledgerAccount: "bad_debt", detail: "trade", amountMinor: writeOff.expenseMinor, currency: writeOff.currency },
    ...taxPostings(writeOff.taxes, writeOff.currency),
    {
      ledgerAccount: "accounts_receivable",
      detail: "trade",
      amountMinor: -writeOff.amountMinor,
      currency: writeOff.currency,
    },
  ]);

/** Money that went back: the receivable is open again, and clearing has less. */
export const refundPostings = (refund: {
  readonly gateway: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}): Posting[] => [
  {
    ledgerAccount: "accounts_receivable",
    detail: "trade",
    amountMinor: refund.amountMinor,
    currency: refund.currency,
  },
  {
    ledgerAccount: "cash_clearing",
    detail: refund.gateway,
    amountMinor: -refund.amountMinor,
    currency: refund.currency,
  },
];
