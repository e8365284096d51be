export const paymentSucceeded = "payments/payment.succeeded";
export const paymentFailed = "payments/payment.failed";
export const paymentMethodSaved = "payments/payment-method.saved";
export const paymentMethodRemoved = "payments/payment-method.removed";
export const gatewayEventReceived = "payments/gateway-event.received";
