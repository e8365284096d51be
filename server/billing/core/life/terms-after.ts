import type {
  ChangePlan,
  ChangePrice,
  PriceOverrides,
  SubscriptionChange,
  SubscriptionLife,
} from "@/server/subscriptions/core";

export type AgreedTerms = Pick<SubscriptionLife, "plan" | "quantity" | "overrides" | "coupons">;

/** What is agreed from a change on, whatever else becomes of the subscription. */
export const termsAfter = (
  { plan, quantity, overrides, coupons }: AgreedTerms,
  change: SubscriptionChange,
): AgreedTerms => {
  const terms = { plan, quantity, overrides, coupons };
  if (change.kind === "change_plan") return termsOfPlan(terms, change);
  if (change.kind === "change_quantity") return { ...terms, quantity: change.quantity };
  return change.kind === "change_price" ? { ...terms, overrides: overridesAfter(terms, change) } : terms;
};

/** Negotiated prices hold until the plan changes. */
const termsOfPlan = (terms: AgreedTerms, { plan, quantity, overrides, coupons }: ChangePlan): AgreedTerms => ({
  plan,
  quantity: quantity ?? terms.quantity,
  overrides: overrides ?? (plan.key === terms.plan.key ? terms.overrides : {}),
  coupons: coupons ?? terms.coupons,
});

/** A price for a charge that the plan has not, or not any more, is none. */
const overridesAfter = ({ overrides, plan }: AgreedTerms, { prices }: ChangePrice): PriceOverrides =>
  Object.fromEntries(
    plan.charges.flatMap(({ key }) => {
      const price = prices[key] === undefined ? overrides[key] : prices[key];
      return price ? [[key, price] as const] : [];
    }),
  );
