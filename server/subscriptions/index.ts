export * from "./billing-policies";
export * from "./create-subscriptions";
export * from "./due-subscriptions-store";
export * from "./dunning-store";
export * from "./end-subscriptions";
export * from "./events";
export * from "./hand-over";
export { findScheduledDay, loadLives, nextChangePosition, type StoredLife } from "./load-lives";
export * from "./property-rules-store";
export * from "./read-subscription-as-of";
export * from "./save-lives";
export * from "./service-spans-store";
export {
  getOwnerOf,
  listChargeRowIds,
  listSubscriptionsByIds,
  listSubscriptionsOfAccounts,
  listSubscriptionsOfOrder,
  type Subscription,
  type SubscriptionCharge,
} from "./subscriptions-store";
