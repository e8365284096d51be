export { giveBackCoupons, holdCoupons } from "./coupon-uses-store";
export { type CouponRules, createCoupon, listCoupons } from "./coupons-store";
export * from "./judge-codes";
