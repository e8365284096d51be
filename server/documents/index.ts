export * from "./get-invoice-pdf";
export * from "./read-invoice-document";
