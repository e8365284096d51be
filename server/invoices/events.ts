export const invoicePosted = "invoices/invoice.posted";
