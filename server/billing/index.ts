export type { BillRunError } from "./bill-run-errors-store";
export * from "./list-bill-runs";
export * from "./plan-bill-run";
export * from "./preview-invoices";
export * from "./retry-bill-run-errors";
export * from "./run-bill-runs";
export * from "./start-bill-run";
export * from "./work-bill-run";
