export * from "./apply-to-invoices";
export * from "./balances-store";
export * from "./invoice-conditions";
export {
  type AccountBalance,
  type DocumentStanding,
  type Invoice,
  type InvoiceLine,
  type InvoiceSummary,
  type InvoiceTax,
  listDocumentStandings,
  listOpenBalances,
  loadInvoice,
} from "./invoice-queries";
export * from "./list-billed-lines";
export * from "./list-credited-invoices";
export * from "./list-invoices";
export * from "./post-invoices";
export * from "./read-invoice";
