export * from "./core/proof-report";
export * from "./last-proof";
export * from "./prove";
