export const paymentStates = [
  "created",
  "submitted",
  "requires_action",
  "unknown",
  "succeeded",
  "settled",
  "failed",
  "canceled",
] as const;

export type PaymentState = (typeof paymentStates)[number];

const moves: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ["submitted", "canceled", "succeeded", "failed"],
  submitted: ["requires_action", "unknown", "succeeded", "failed"],
  requires_action: ["unknown", "succeeded", "failed", "canceled"],
  unknown: ["requires_action", "succeeded", "failed", "canceled"],
  succeeded: ["settled"],
  settled: [],
  failed: [],
  // Who was at the bank's question while another paid may still say yes there: then the money has come.
  canceled: ["succeeded"],
};

export const canMovePayment = (from: PaymentState, to: PaymentState): boolean => moves[from].includes(to);

export const openPaymentStates: readonly PaymentState[] = ["created", "submitted", "requires_action", "unknown"];

export const isOpenPayment = (state: PaymentState): boolean => openPaymentStates.includes(state);
