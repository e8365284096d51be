export * from "./get-invoice-pdf";
export * from "./open-invoice-archive";
export * from "./read-invoice-document";
export * from "./write-account-invoices-csv";
