export * from "./account-set";
export type { Facet } from "./facets";
export * from "./invoice-set";
