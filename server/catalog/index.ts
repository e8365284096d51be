export * from "./catalog-store";
