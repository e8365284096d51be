export * from "./apply-discounts";
export * from "./check-coupon";
export * from "./code-words";
export * from "./coupon";
export * from "./judge-code";
export * from "./order-discounts";
