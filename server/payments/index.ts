export * from "./check-payment";
export { isOpenPayment } from "./core";
export * from "./create-payment";
export { defaultGateway, defaultGatewayName } from "./gateways/default-gateway";
export type * from "./gateways/gateway";
export * from "./list-applications";
export {
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
