export * from "./list-accounts";
export type { NamedCharge, NamedSubscription } from "./name-subscriptions";
export * from "./read-account-page";
export * from "./read-invoice-page";
export * from "./read-timeline";
export * from "./read-welcome";
