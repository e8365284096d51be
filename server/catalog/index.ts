export * from "./catalog-store";
export * from "./list-scope-keys";
export * from "./publish-rate-plans";
export * from "./register-regions";
