import type { IntervalName, PriceTerms } from "@/server/catalog/core";
import type { Interval } from "@/server/kernel";
import type { WrittenPoint, WrittenRenewal } from "@/server/subscriptions/core";

/**
 * When a change takes effect: at once, on a day gone by or to come, where the billed period or the term ends, or as the
 * policy says of upgrades and downgrades.
 */
export type When =
  | { readonly kind: "now" }
  | { readonly kind: "on"; readonly at: WrittenPoint }
  | { readonly kind: "period_end" }
  | { readonly kind: "term_end" }
  | { readonly kind: "by_direction" };

export type ChangedRatePlan = {
  readonly key: string;
  /** Null: as many as before. */
  readonly quantity: number | string | null;
  readonly version?: number;
};

/** Another plan. What is not given stays as it is, but for negotiated prices, which another plan ends. */
export type ChangePlanAction = {
  readonly action: "change_plan";
  readonly when: When;
  readonly interval: IntervalName | Interval;
  readonly ratePlans: readonly ChangedRatePlan[];
  readonly billingDay?: number | null;
  readonly coupons?: readonly string[];
  readonly prices?: Readonly<Record<string, PriceTerms>>;
  readonly restarts?: boolean;
  readonly skipsTrial?: boolean;
};

/** Other prices for the plan it has, by the catalog's id of a charge; null is the plan's own price again. */
export type ChangePriceAction = {
  readonly action: "change_price";
  readonly when: When;
  readonly prices: Readonly<Record<string, PriceTerms | null>>;
};

/** What may be asked for of a subscription. */
export type SubscriptionAction =
  | (TimedAction & {
      /** Whether changes of plan, quantity and price that wait are taken back with it. */ readonly replaces?: boolean;
    })
  | { readonly action: "undo_cancel" }
  | { readonly action: "undo_change"; readonly position: number }
  | { readonly action: "move_billing_day"; readonly day: number }
  | { readonly action: "set_renewal"; readonly renewal: WrittenRenewal | null }
  | { readonly action: "apply_coupon"; readonly coupon: string };

/** What has a day of its own: taken at once or back-dated, or scheduled. */
export type TimedAction =
  | ChangePlanAction
  | ChangePriceAction
  | { readonly action: "change_quantity"; readonly when: When; readonly quantity: number | string }
  | { readonly action: "cancel" | "pause" | "resume"; readonly when: When };
