import type { InvoiceDocument } from "./read-invoice-document";

export const renderInvoicePdf = (_document: InvoiceDocument): Uint8Array => new Uint8Array();
