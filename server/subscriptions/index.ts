export * from "./billing-policies";
export * from "./billing-progress-store";
export * from "./create-subscriptions";
export { findNextEndAt } from "./ended-subscriptions-store";
export * from "./expire-subscriptions";
export {
  listSubscriptionsByIds,
  listSubscriptionsOfAccounts,
  listSubscriptionsOfOrder,
  type Subscription,
  type SubscriptionCharge,
} from "./subscriptions-store";
