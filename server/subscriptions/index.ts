export * from "./billing-policies";
export * from "./create-subscriptions";
export * from "./subscriptions-store";
