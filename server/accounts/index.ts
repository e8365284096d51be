export {
  type Account,
  formatAccountReference,
  getAccount,
  getBillTo,
  listAccountsByIds,
  lockAccount,
} from "./accounts-store";
export * from "./activate-account";
export * from "./open-account";
