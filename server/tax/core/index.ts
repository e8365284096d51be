export * from "./check-tax-id";
export * from "./compute-document-tax";
export * from "./decide-tax";
export * from "./validate-tax-id";
export * from "./vat-rates";
