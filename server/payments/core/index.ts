export * from "./apply-account-events";
export * from "./card-expiry";
export * from "./decline-reason";
export * from "./dispute-postings";
export * from "./payment-postings";
export * from "./payment-state";
