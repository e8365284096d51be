export const paymentSucceeded = "payments/payment.succeeded";
export const paymentFailed = "payments/payment.failed";
export const gatewayEventReceived = "payments/gateway-event.received";
