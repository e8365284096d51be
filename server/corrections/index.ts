export {
  type Amended,
  type Amendment,
  findAmended,
  listAmendments,
} from "./amendments-store";
export { cancelInvoice } from "./cancel-invoice";
export {
  type CreditNote,
  type CreditNoteInFull,
  findVoid,
  type InvoiceVoid,
  listAccountsOfCorrections,
  listCreditNotes,
  listWriteOffs,
  readCreditNote,
  type WriteOff,
} from "./corrections-store";
export { creditInvoice } from "./credit-invoice";
export { debitInvoice } from "./debit-invoice";
export { type CorrectionPreview, previewCorrection, previewRefund } from "./preview-correction";
export { refundInvoice } from "./refund-invoice";
export { listRefundsOfInvoices, listReturns, type MoneyReturned, type Refund } from "./refunds-store";
export { replaceInvoice } from "./replace-invoice";
export { settleRefunds } from "./settle-refunds";
export * from "./void-invoice";
export * from "./write-off-invoice";
