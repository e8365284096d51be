export * from "./compare-versions";
export * from "./price-interval";
export * from "./publishing/check-rate-plan";
export * from "./rate-plan";
export * from "./rate-plan-state";
