export {
  type Account,
  type AccountToBill,
  findAccountByReference,
  formatAccountReference,
  getAccount,
  getBillTo,
  listAccountsByIds,
  listAccountsToBill,
  lockAccount,
  lockAccounts,
  lockFreeAccounts,
  setBillingDay,
} from "./accounts-store";
export * from "./activate-account";
export * from "./open-account";
export * from "./set-segment";
