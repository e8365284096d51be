export type OrderRefusal = {
  readonly ok: false;
  readonly refusal:
    | "country_not_served"
    | "currency_not_sold"
    | "nothing_ordered"
    | "rate_plan_unknown"
    | "rate_plan_twice"
    | "quantity_out_of_range"
    | "price_missing"
    | "add_on_needs_plan"
    | "coupon_not_in_currency"
    | "coupon_needs_trial"
    | "coupon_for_new";
  readonly details: Readonly<Record<string, string | number>>;
};

export const refuse = (refusal: OrderRefusal["refusal"], details: OrderRefusal["details"]): OrderRefusal => ({
  ok: false,
  refusal,
  details,
});
