export const orderCompleted = "orders/order.completed";
export const orderPaymentFailed = "orders/order.payment-failed";
