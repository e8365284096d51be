export * from "./core/billing-facts";
export * from "./core/proof-report";
export * from "./last-proof";
export * from "./prove";
export * from "./read-billing-facts";
