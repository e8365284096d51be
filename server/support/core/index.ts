export * from "./account-set";
export * from "./catalog-set";
export type { Facet } from "./facets";
export * from "./invoice-set";
export * from "./listed-price";
export * from "./policy-situations";
export * from "./work-example";
