import type { ChargeId, Interval, RatePlanId } from "@/server/kernel";

export type IntervalName = "month" | "year";

export type FeatureValue =
  | { readonly kind: "boolean"; readonly on: boolean }
  | { readonly kind: "quantity"; readonly limit: number | "unlimited" | "per_seat" }
  | { readonly kind: "config"; readonly text: string };

export type Price = {
  readonly currency: string;
  readonly interval: Interval | null;
  readonly amount: string;
};

export type Charge = {
  readonly id: ChargeId;
  readonly key: string;
  readonly name: string;
  readonly kind: "recurring" | "one_time";
  readonly model: "flat" | "per_unit";
  readonly prices: readonly Price[];
};

/** One published version of a way to buy a product. */
export type RatePlan = {
  readonly id: RatePlanId;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly productKey: string;
  readonly productName: string;
  readonly productFamily: string;
  readonly taxCode: string;
  readonly isOnSale: boolean;
  readonly isAddOn: boolean;
  readonly quantityMin: number;
  readonly quantityMax: number;
  readonly charges: readonly Charge[];
  readonly features: Readonly<Record<string, FeatureValue>>;
};

/** The price of a charge in a currency, for the interval asked; a one-time charge has one price whatever the interval. */
export const findPrice = (charge: Charge, currency: string, interval: IntervalName): Price | null =>
  charge.prices.find(
    (price) =>
      price.currency === currency &&
      (charge.kind === "one_time"
        ? price.interval === null
        : price.interval?.unit === interval && price.interval.count === 1),
  ) ?? null;

export const isSoldIn = (plan: RatePlan, currency: string, interval: IntervalName): boolean =>
  plan.charges.every((charge) => findPrice(charge, currency, interval) !== null);

/** Whether the quantity multiplies the price: a flat plan takes one, whatever its seats. */
export const isPerUnit = (plan: RatePlan): boolean => plan.charges.some((charge) => charge.model === "per_unit");
