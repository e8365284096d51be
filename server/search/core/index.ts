export * from "./fold-text";
export * from "./narrow-by";
export * from "./parse-amount";
export * from "./parse-day";
export * from "./parse-search";
export * from "./search-result";
