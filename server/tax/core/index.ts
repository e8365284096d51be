export * from "./check-tax-id";
export * from "./compute-document-tax";
export * from "./compute-tax";
export * from "./decide-tax";
export * from "./decide-treatment";
export * from "./tax-rate";
export * from "./validate-tax-id";
export * from "./vat-rates";
