export * from "./compare-versions";
export * from "./price-interval";
export * from "./publishing";
export * from "./rate-plan";
export * from "./rate-plan-state";
