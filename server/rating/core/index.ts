export * from "./prorate";
export * from "./rate-charge";
