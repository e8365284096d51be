export * from "./end-entitlements";
export * from "./events";
export * from "./grant-entitlements";
export * from "./list-entitlements";
