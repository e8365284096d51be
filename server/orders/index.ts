export { toAccountDetails } from "./account-details";
export * from "./apply-code";
export * from "./apply-gateway-events";
export {
  type ChangeInput,
  type ComparedChange,
  changeSubscription,
  compareConventions,
  type PreviewedChange,
  type PromisedChange,
  placeChange,
  previewChange,
} from "./change-subscription";
export * from "./charge-account";
export * from "./estimate-offers";
export * from "./events";
export * from "./get-order";
export * from "./list-offers";
export * from "./move-billing-day";
export { findOrderOfDraft, formatOrderReference, listOrdersByIds, type Order, type StoredDraft } from "./orders-store";
export * from "./pay-checkout";
export { payOrder } from "./pay-order";
export * from "./place-gated-change";
export * from "./place-on-account";
export { placeOrder } from "./place-order";
export { previewOrder, toOrderDraft } from "./preview-order";
export * from "./read-checkout";
export * from "./resume-token";
export * from "./settle-waiting-orders";
export * from "./start-draft";
export * from "./transfer-subscription";
