export * from "./coupons-store";
