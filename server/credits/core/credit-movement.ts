import type { PlainDate } from "@/server/kernel";
import type { Posting } from "@/server/ledger/core";
import type { CreditGrantKind } from "./credit-grant";

export type CreditKind =
  | "granted"
  | "prepaid"
  | "negative_invoice"
  | "credit_note"
  | "overpayment"
  | "applied"
  | "returned"
  | "reinstated"
  | "expired";

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

const otherSide = (kind: CreditKind, grantKind: CreditGrantKind): Pick<Posting, "ledgerAccount" | "detail"> => {
  if (kind === "granted") return { ledgerAccount: "promotion_expense", detail: "granted" };
  if (kind === "expired") return { ledgerAccount: "breakage", detail: grantKind };
  if (kind === "overpayment" || kind === "prepaid") return { ledgerAccount: "unapplied_payments", detail: kind };
  return { ledgerAccount: "accounts_receivable", detail: "trade" };
};

/**
 * What is held for accounts is owed to them: more of it credits account credits and debits what it comes from, promotion
 * expense for a gift, unapplied payments for what was paid too much or ahead, the receivable for everything about an
 * invoice. What expires is breakage, told apart by whether it was given or paid for.
 */
export const creditPostings = (
  { kind, amountMinor, currency }: Pick<CreditMovement, "kind" | "amountMinor" | "currency">,
  grantKind: CreditGrantKind,
): Posting[] => [
  { ...otherSide(kind, grantKind), amountMinor, currency },
  { ledgerAccount: "account_credits", detail: "held", amountMinor: -amountMinor, currency },
];
