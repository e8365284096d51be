export * from "./get-credit-note-pdf";
export * from "./get-invoice-pdf";
export * from "./open-invoice-archive";
export * from "./read-credit-note-document";
export { type InvoiceDocument, readInvoiceDocument } from "./read-invoice-document";
export * from "./write-account-invoices-csv";
