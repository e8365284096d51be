export * from "./catalog-store";
export * from "./publish-rate-plans";
