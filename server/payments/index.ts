export * from "./check-payment";
export { isOpenPayment } from "./core";
export * from "./create-payment";
export * from "./gateway-events";
export { defaultGateway, defaultGatewayName } from "./gateways/default-gateway";
export type * from "./gateways/gateway";
export * from "./list-applications";
export * from "./list-payments-awaiting-payer";
export {
  findPayment,
  findPaymentOfPurpose,
  getPayment,
  giveMethodToken,
  listPaymentMethods,
  listPaymentsOfAccount,
  listPaymentsToCheck,
  type Payment,
} from "./payments-store";
export * from "./receive-payment";
export * from "./record-outcome";
export * from "./submit-payment";
