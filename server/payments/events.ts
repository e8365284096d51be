export const paymentSucceeded = "payments/payment.succeeded";
export const paymentFailed = "payments/payment.failed";
