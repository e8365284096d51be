export * from "./apply-discounts";
export * from "./code-words";
export * from "./judge-code";
export * from "./order-discounts";
