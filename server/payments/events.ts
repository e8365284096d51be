export const paymentSucceeded = "payments/payment.succeeded";
export const paymentFailed = "payments/payment.failed";
export const paymentMethodSaved = "payments/payment-method.saved";
/** Carries the gateway's ids: of our rows nothing is left by then. */
export const paymentMethodRemoved = "payments/payment-method.removed";
export const disputeOpened = "payments/dispute.opened";
export const disputeDecided = "payments/dispute.decided";
export const gatewayEventReceived = "payments/gateway-event.received";
