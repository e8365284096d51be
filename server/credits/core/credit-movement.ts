import type { PlainDate } from "@/server/kernel";
import type { Posting } from "@/server/ledger/core";

export type CreditKind = "granted" | "negative_invoice" | "credit_note" | "overpayment" | "applied" | "returned";

/** A change of the money held for an account; above zero it has more afterwards. */
export type CreditMovement = {
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly kind: CreditKind;
  readonly amountMinor: bigint;
  readonly invoiceId: string | null;
  readonly creditNoteId: string | null;
  readonly paymentId: string | null;
  readonly movedOn: PlainDate;
  readonly reason: string | null;
  readonly requestKey: string | null;
  readonly policyId: number;
};

const otherSide = (kind: CreditKind): Pick<Posting, "ledgerAccount" | "detail"> => {
  if (kind === "granted") return { ledgerAccount: "promotion_expense", detail: "granted" };
  if (kind === "overpayment") return { ledgerAccount: "unapplied_payments", detail: "overpayment" };
  return { ledgerAccount: "accounts_receivable", detail: "trade" };
};

/**
 * What is held for accounts is owed to them: more of it credits account credits and debits what it comes from, promotion
 * expense for a gift, unapplied payments for what was paid too much, the receivable for everything about an invoice.
 */
export const creditPostings = ({ kind, amountMinor, currency }: CreditMovement): Posting[] => [
  { ...otherSide(kind), amountMinor, currency },
  { ledgerAccount: "account_credits", detail: "held", amountMinor: -amountMinor, currency },
];
