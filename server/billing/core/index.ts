export * from "./bill-run-limit";
export * from "./compute-document-totals";
export * from "./plan-account-billing";
export * from "./plan-billable-periods";
export * from "./plan-billing";
export * from "./price-document";
export * from "./promise-hash";
export * from "./to-invoice-line";
