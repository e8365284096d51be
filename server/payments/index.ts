export * from "./change-payment-methods";
export * from "./check-payment";
export * from "./collect-due-invoices";
export { type CardExpiry, cardExpiry, isOpenPayment } from "./core";
export * from "./create-payment";
export * from "./default-gateway-access";
export { type Dispute, listDisputesOfPayments } from "./disputes-store";
export * from "./failed-collections";
export * from "./forget-cards";
export * from "./gateway-events";
export { defaultGateway, defaultGatewayName } from "./gateways/default-gateway";
export type * from "./gateways/gateway";
export { externalGatewayName } from "./insert-received";
export * from "./list-applications";
export * from "./list-failed-attempts";
export * from "./list-payments-awaiting-payer";
export * from "./list-unapplied";
export * from "./pay-agreed";
export * from "./pay-invoice";
export * from "./pay-link";
export { listDefaultMethods, listPaymentMethods, type PaymentMethod } from "./payment-methods-store";
export {
  findPayment,
  findPaymentOfPurpose,
  getPayment,
  giveMethodToken,
  listPaymentsByIds,
  listPaymentsOfAccount,
  listPaymentsToCheck,
  type Payment,
  secondsFromNow,
} from "./payments-store";
export * from "./receive-payment";
export * from "./record-external-payment";
export * from "./record-outcome";
export * from "./record-prepayment";
export * from "./save-payment-method";
export * from "./settle-disputes";
export * from "./settle-invoice-payments";
export * from "./submit-payment";
