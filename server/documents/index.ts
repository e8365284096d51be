export * from "./get-invoice-pdf";
export * from "./read-invoice-document";
export { renderInvoicePdf } from "./render-invoice-pdf";
