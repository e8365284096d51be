export * from "./billing-grid";
export * from "./meter-rule";
export * from "./next-billing-day";
export * from "./plan-terms";
export * from "./start-life";
export * from "./subscription-life";
export * from "./subscription-policy";
export * from "./subscription-status";
