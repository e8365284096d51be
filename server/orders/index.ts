export * from "./events";
export * from "./get-order";
export * from "./list-offers";
export { findOrderOfDraft, listOrdersByIds, listOrdersOfAccount, type Order, type StoredDraft } from "./orders-store";
export * from "./pay-order";
export * from "./place-order";
export { type PreviewedOrder, previewOrder, toOrderDraft } from "./preview-order";
export * from "./settle-waiting-orders";
export * from "./start-draft";
