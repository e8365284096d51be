import type { IntervalName, PriceTerms, SalesChannel } from "@/server/catalog/core";
import type { Interval } from "@/server/kernel";
import type { WrittenPoint, WrittenRenewal } from "@/server/subscriptions/core";
import type { ChangeConvention } from "./change-convention";
import type { SubscriptionAction } from "./subscription-action";

export type DraftBuyer = {
  readonly kind: "personal" | "business";
  readonly country: string;
  readonly taxId: string | null;
  /** A rate of tax agreed for the account, in percent. */
  readonly statedTaxPercent?: string | null;
  /** What kind of account it is, where prices depend on it. */
  readonly segment?: string | null;
};

/** With a version it is that one, as promised when the order was placed; without, the one on sale. */
export type DraftRatePlan = {
  readonly key: string;
  /** A whole number, or a decimal text where the plan is sold in parts. */
  readonly quantity: number | string;
  readonly version?: number;
};

/** Other prices, by the key of a charge, or another quantity for so many intervals of the plan. */
export type Phase = {
  readonly intervals: number;
  readonly prices?: Readonly<Record<string, PriceTerms>>;
  readonly quantity?: number | string;
};

/** What may be agreed for a subscription beside its rate plans. */
export type SubscriptionTerms = {
  /** A fixed term; without it the subscription goes on until somebody ends it. */
  readonly termMonths?: number;
  /** What becomes of it where its term ends; without it, it ends. */
  readonly renewal?: WrittenRenewal;
  /** Steps before the plan's own prices and the quantity that is ordered, one after the other from the paid start. */
  readonly phases?: readonly Phase[];
  /** Where it begins, if not with the order: a day gone by is billed from there, one to come is waited for. */
  readonly startsAt?: WrittenPoint;
  readonly billingDay?: number | null;
  /** By their keys, in the order in which they are taken off. */
  readonly coupons?: readonly string[];
  /** Negotiated prices, by the key of a charge. */
  readonly prices?: Readonly<Record<string, PriceTerms>>;
  readonly skipsTrial?: boolean;
};

/** What is to be ordered: one new subscription of these rate plans. */
export type CreateSubscription = SubscriptionTerms & {
  readonly action: "create";
  readonly interval: IntervalName | Interval;
  readonly ratePlans: readonly DraftRatePlan[];
};

export type OrderDraft = {
  readonly buyer: DraftBuyer;
  /** Null: the currency of the buyer's country. */
  readonly currency: string | null;
  readonly actions: readonly CreateSubscription[];
  /** Where it is paid before it is placed, and so billed with the order whatever the seller's policy says. */
  readonly isPaidFirst?: true;
  /** Where the seller was chosen by hand, and not by the buyer's country. */
  readonly sellerKey?: string;
  /** Through which it comes, where prices depend on it. */
  readonly channel?: SalesChannel | null;
  /** The account's own; without one, that of the buyer's country. */
  readonly timeZone?: string;
  /** Of an order that changes a subscription. */
  readonly change?: {
    readonly subscriptionId: string;
    readonly action: SubscriptionAction;
    readonly convention?: ChangeConvention;
  };
  /** Of an order that gives a subscription to another account. */
  readonly transfer?: { readonly subscriptionId: string; readonly fromAccountId: string };
};
