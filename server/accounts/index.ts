export {
  type Account,
  formatAccountReference,
  getAccount,
  getBillTo,
  listAccountsByIds,
  lockAccount,
  updateBillTo,
} from "./accounts-store";
export * from "./activate-account";
export * from "./open-account";
