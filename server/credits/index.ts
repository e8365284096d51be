export * from "./grant-credit";
export * from "./list-account-credit";
export * from "./move-credit";
export * from "./settle-documents";
