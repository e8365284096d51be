import type { IntervalName } from "@/server/catalog/core";

export type DraftBuyer = {
  readonly kind: "personal" | "business";
  readonly country: string;
  readonly taxId: string | null;
};

/** With a version it is that one, as promised when the order was placed; without, the one on sale. */
export type DraftRatePlan = { readonly key: string; readonly quantity: number; readonly version?: number };

/** What is to be ordered: one new subscription of these rate plans. */
export type CreateSubscription = {
  readonly action: "create";
  readonly interval: IntervalName;
  readonly ratePlans: readonly DraftRatePlan[];
  /** A fixed term that ends and is not renewed; without it the subscription goes on until somebody ends it. */
  readonly termMonths?: number;
};

export type OrderDraft = {
  readonly buyer: DraftBuyer;
  /** Null: the currency of the buyer's country. */
  readonly currency: string | null;
  readonly actions: readonly CreateSubscription[];
};
