import { DomainError, sumMinor } from "@/server/kernel";

/** What of a payment stands against an invoice and may go back: neither more than was applied nor than is left of it. */
export type RefundablePayment = {
  readonly paymentId: string;
  readonly gateway: string;
  readonly refundableMinor: bigint;
};

export type RefundPart = {
  readonly payment: RefundablePayment | null;
  readonly amountMinor: bigint;
  readonly adjustMinor: bigint;
};

const checkAmounts = (amountMinor: bigint, adjustMinor: bigint, refundableMinor: bigint): void => {
  if (amountMinor < 0n) {
    throw new DomainError("invalid_input", "refund.negative_amount", "Give an amount above zero.", { field: "amount" });
  }
  if (adjustMinor < 0n || adjustMinor > amountMinor) {
    const message = "What is not owed again is at most the amount refunded.";
    throw new DomainError("invalid_input", "refund.adjusts_more_than_it_returns", message, { field: "adjust" });
  }
  if (amountMinor > refundableMinor) {
    throw new DomainError(
      "invalid_input",
      "refund.exceeds_payment",
      "Refund at most what was paid and is neither returned nor disputed.",
      {
        field: "amount",
        refundableMinor: refundableMinor.toString(),
      },
    );
  }
};

/**
 * Which payments of an invoice, newest first, give back an amount, and which part of each is not owed again. Nothing
 * asked for is one part without a payment.
 */
export const spreadRefund = (
  payments: readonly RefundablePayment[],
  amountMinor: bigint,
  adjustMinor: bigint,
): RefundPart[] => {
  checkAmounts(amountMinor, adjustMinor, sumMinor(payments.map(({ refundableMinor }) => refundableMinor)));
  if (amountMinor === 0n) return [{ payment: null, amountMinor, adjustMinor }];
  const parts: RefundPart[] = [];
  let left = amountMinor;
  let adjustLeft = adjustMinor;
  for (const payment of payments) {
    const part = payment.refundableMinor < left ? payment.refundableMinor : left;
    if (part <= 0n) continue;
    const adjusted = adjustLeft < part ? adjustLeft : part;
    parts.push({ payment, amountMinor: part, adjustMinor: adjusted });
    left -= part;
    adjustLeft -= adjusted;
  }
  return parts;
};
