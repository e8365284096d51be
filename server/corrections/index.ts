export { listAccountsOfCorrections } from "./corrections-store";
export { creditInvoice } from "./credit-invoice";
export * from "./refund-invoice";
export { listReturns, type MoneyReturned } from "./refunds-store";
export { settleRefunds } from "./settle-refunds";
export * from "./void-invoice";
export * from "./write-off-invoice";
