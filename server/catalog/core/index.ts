export * from "./compare-versions";
export * from "./rate-plan";
export * from "./rate-plan-state";
