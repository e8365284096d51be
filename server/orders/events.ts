export const orderCompleted = "orders/order.completed";
export const changePlaced = "orders/change.placed";
export const orderPaymentFailed = "orders/order.payment-failed";
