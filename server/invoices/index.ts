export * from "./apply-to-invoices";
export * from "./post-invoices";
