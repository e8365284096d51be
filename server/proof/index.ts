export * from "./core/billing-facts";
export * from "./core/proof-report";
export * from "./prove";
export * from "./read-billing-facts";
