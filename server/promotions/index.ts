export { giveBackCoupons, holdCoupons } from "./coupon-uses-store";
export { createCoupon, listCoupons, type NewCoupon } from "./coupons-store";
export * from "./judge-codes";
