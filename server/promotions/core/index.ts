export * from "./apply-discounts";
export * from "./order-discounts";
