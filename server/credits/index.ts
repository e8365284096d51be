export type { CreditAsked } from "./check-terms";
export * from "./expire-credit";
export * from "./grant-credit";
export * from "./list-account-credit";
export { moveCredit } from "./move-credit";
export * from "./return-credit";
export * from "./settle-documents";
