export * from "./create-meter";
export * from "./list-metered-events";
export * from "./list-meters";
export * from "./list-usage";
export * from "./list-usage-events";
export * from "./record-usage";
export { aggregateUsage, type UsageRequest } from "./usage-sums-store";
