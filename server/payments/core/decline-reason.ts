export const declineReasons = [
  "insufficient_funds",
  "expired_card",
  "wrong_security_code",
  "authentication_failed",
  "bank_declined",
  "gateway_error",
] as const;

export type DeclineReason = (typeof declineReasons)[number];

const known: Readonly<Record<string, DeclineReason>> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  incorrect_cvc: "wrong_security_code",
  authentication_failed: "authentication_failed",
};

/**
 * A gateway's code in our words. Lost, stolen, fraud and what we do not know all read as the bank's plain no: the payer
 * must not learn that a card was reported.
 */
export const toDeclineReason = (code: string | null | undefined): DeclineReason =>
  (code ? known[code] : undefined) ?? "bank_declined";
