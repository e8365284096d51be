import type { ChargeId, Interval, RatePlanId } from "@/server/kernel";
import type { PriceScope } from "./price-scope";

export type IntervalName = "month" | "year";

export type FeatureValue =
  | { readonly kind: "boolean"; readonly on: boolean }
  | { readonly kind: "quantity"; readonly limit: number | "unlimited" | "per_seat" }
  | { readonly kind: "config"; readonly text: string };

/** A price as rating writes it: its model, and the figures of it as exact texts. */
export type PriceTerms = Readonly<Record<string, unknown>> & { readonly model: string };

/** What a price has beside its figures, in its currency and for a whole interval; each an exact text. */
export type PriceOptions = {
  readonly amount_off?: string;
  readonly percent_off?: string;
  /** What a charge comes to at least, and at most. */
  readonly minimum?: string;
  readonly maximum?: string;
  /** What usage is made up to by a line of its own. */
  readonly commitment?: string;
};

export type Price = {
  readonly currency: string;
  readonly interval: Interval | null;
  readonly terms: PriceTerms;
  /** The interval that the price is for, where it is billed for several at a time. */
  readonly pricedPer?: Interval;
  readonly options?: PriceOptions;
  /** For whom it is alone; without it, for everybody. */
  readonly onlyFor?: PriceScope;
};

/**
 * How the events of a period become one quantity: added up, counted, the highest, the last; how many different keys they
 * name; or a level, weighted by the share of the period in which it stood.
 */
export const meterAggregations = ["sum", "count", "max", "latest", "count_unique", "weighted_sum"] as const;
export type MeterAggregation = (typeof meterAggregations)[number];

/** What is counted of the usage of a charge, and how the events of a period become one quantity. */
export type Meter = { readonly key: string; readonly aggregation: MeterAggregation };

/** For how many periods after its own what is unused of the included units goes on, and how many units at most. */
export type Rollover = { readonly periods?: number; readonly units?: string };

export type Charge = {
  readonly id: ChargeId;
  readonly key: string;
  readonly name: string;
  readonly kind: "recurring" | "one_time" | "usage";
  readonly timing: "in_advance" | "in_arrears";
  /** Whether its quantity is the subscription's; otherwise it stays one. */
  readonly followsQuantity: boolean;
  readonly meter: Meter | null;
  /** Units of usage that the price includes. */
  readonly included: string;
  /** How what is unused of them goes on; without it, it ends with its period. */
  readonly rollover?: Rollover | null;
  /** How a part of a period is charged, where it is not as the policy says. */
  readonly proration?: "none" | "full" | "credit_only" | null;
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
  /** Whether parts of a unit are sold, and none at all. */
  readonly sellsParts: boolean;
  readonly trialDays: number;
  /** How many intervals a subscription runs; null where it goes on. */
  readonly terms: number | null;
  readonly charges: readonly Charge[];
  readonly features: Readonly<Record<string, FeatureValue>>;
};

export const everyOne = (unit: IntervalName): Interval => ({ unit, count: 1 });

const isSameInterval = (a: Interval | null, b: Interval): boolean => a?.unit === b.unit && a.count === b.count;

/** The prices of a charge in a currency, for the interval asked; what is charged once has them whatever the interval. */
export const listPrices = (charge: Charge, currency: string, interval: Interval): Price[] =>
  charge.prices.filter(
    (price) =>
      price.currency === currency &&
      (charge.kind === "one_time" ? price.interval === null : isSameInterval(price.interval, interval)),
  );

/** The general price of a charge, or the only one that it has for a customer. */
export const findPrice = (charge: Charge, currency: string, interval: Interval): Price | null => {
  const prices = listPrices(charge, currency, interval);
  return prices.find(({ onlyFor }) => onlyFor === undefined) ?? prices[0] ?? null;
};

export const isSoldIn = (plan: RatePlan, currency: string, interval: Interval): boolean =>
  plan.charges.every((charge) => findPrice(charge, currency, interval) !== null);

/** Whether the quantity matters to the price: a flat plan takes one, whatever its seats. */
export const isPerUnit = (plan: RatePlan): boolean => plan.charges.some((charge) => charge.followsQuantity);

/** The figure of a price that has a single one, an amount or that of a unit; null for tiers and the like. */
export const singleFigure = ({ model, price }: PriceTerms): string | null =>
  (model === "flat" || model === "per_unit") && typeof price === "string" ? price : null;
