export {
  type Account,
  type AccountToBill,
  formatAccountReference,
  getAccount,
  getBillTo,
  listAccountsByIds,
  listAccountsToBill,
  lockAccount,
  lockFreeAccounts,
} from "./accounts-store";
export * from "./activate-account";
export * from "./open-account";
