export * from "./next-billing-day";
export * from "./subscription-status";
