export * from "./events";
export * from "./list-entitlements";
export * from "./revise-entitlements";
