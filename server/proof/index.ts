export * from "./core/proof-report";
export * from "./prove";
