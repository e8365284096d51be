export * from "./aggregate-usage";
export * from "./judge-usage-event";
export * from "./key-of-event";
export * from "./read-usage-event";
export * from "./read-usage-value";
export * from "./usage-refusal";
