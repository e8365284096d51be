import { formatRational, type Interval, invariant, parseRational } from "@/server/kernel";
import { readOptions, readPrice, type WrittenOptions, writeOptions, writePrice } from "@/server/rating/core";
import type { ChargeTerms, PlanTerms } from "./plan-terms";
import { readPoint, type WrittenPoint, writePoint } from "./stored-point";
import type { ChangePrice, Coupon, PriceOverrides, SubscriptionChange } from "./subscription-life";

export type WrittenCoupon = { key: string; kind: "percent" | "amount"; value: string; until?: WrittenPoint };
export type WrittenOverrides = Record<string, Record<string, unknown>>;

export const writeCoupons = (coupons: readonly Coupon[]): WrittenCoupon[] =>
  coupons.map(({ key, kind, value, until }) => ({
    ...{ key, kind, value: formatRational(value) },
    ...(until ? { until: writePoint(until) } : {}),
  }));

export const readCoupons = (written: readonly WrittenCoupon[]): Coupon[] =>
  written.map(({ key, kind, value, until }) => ({
    ...{ key, kind, value: parseRational(value) },
    ...(until ? { until: readPoint(until) } : {}),
  }));

export const writeOverrides = (overrides: PriceOverrides): WrittenOverrides =>
  Object.fromEntries(Object.entries(overrides).map(([key, price]) => [key, writePrice(price)]));

export const readOverrides = (written: WrittenOverrides): PriceOverrides =>
  Object.fromEntries(Object.entries(written).map(([key, price]) => [key, readPrice(price)]));

type WrittenPrices = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

const writePrices = (prices: ChangePrice["prices"]): WrittenPrices =>
  Object.fromEntries(Object.entries(prices).map(([key, price]) => [key, price && writePrice(price)]));

const readPrices = (written: WrittenPrices): ChangePrice["prices"] =>
  Object.fromEntries(Object.entries(written).map(([key, price]) => [key, price && readPrice(price)]));

type WrittenCharge = Omit<ChargeTerms, "price" | "quantity" | "included" | "options"> & {
  readonly price: Record<string, unknown>;
  readonly quantity: string | null;
  readonly included: string;
  readonly options?: WrittenOptions;
};

type WrittenPlan = Omit<PlanTerms, "charges"> & { readonly charges: readonly WrittenCharge[] };

const writePlan = ({ charges, ...plan }: PlanTerms): WrittenPlan => ({
  ...plan,
  charges: charges.map(({ price, quantity, included, options, ...charge }) => ({
    ...charge,
    price: writePrice(price),
    quantity: quantity === null ? null : formatRational(quantity),
    included: formatRational(included),
    ...(options ? { options: writeOptions(options) } : {}),
  })),
});

const readPlan = ({ charges, ...plan }: WrittenPlan): PlanTerms => ({
  ...plan,
  interval: plan.interval as Interval,
  charges: charges.map(({ price, quantity, included, options, ...charge }) => ({
    ...charge,
    price: readPrice(price),
    quantity: quantity === null ? null : parseRational(quantity),
    included: parseRational(included),
    ...(options ? { options: readOptions(options) } : {}),
  })),
});

/** A change as it waits for its day: everything that was agreed, so that nothing of it is looked up again. */
export const writeChange = (change: SubscriptionChange): Record<string, unknown> => {
  if (change.kind === "change_quantity") return { quantity: formatRational(change.quantity) };
  if (change.kind === "change_price") return { prices: writePrices(change.prices) };
  if (change.kind !== "change_plan") return {};
  const { plan, quantity, coupons, overrides, billingDay, restarts, skipsTrial } = change;
  return {
    plan: writePlan(plan),
    quantity: quantity === null ? null : formatRational(quantity),
    coupons: coupons === null ? null : writeCoupons(coupons),
    overrides: overrides === null ? null : writeOverrides(overrides),
    billingDay,
    restarts,
    skipsTrial,
  };
};

type WrittenPlanChange = {
  readonly plan: WrittenPlan;
  readonly quantity: string | null;
  readonly coupons: readonly WrittenCoupon[] | null;
  readonly overrides: WrittenOverrides | null;
  readonly billingDay: number | null;
  readonly restarts: boolean;
  readonly skipsTrial: boolean;
};

export const readChange = (kind: SubscriptionChange["kind"], content: Record<string, unknown>): SubscriptionChange => {
  if (kind === "change_quantity") {
    const { quantity } = content;
    invariant(typeof quantity === "string", "A change of quantity has one.");
    return { kind, quantity: parseRational(quantity) };
  }
  if (kind === "change_price") return { kind, prices: readPrices(content.prices as WrittenPrices) };
  if (kind !== "change_plan") return { kind };
  const { plan, quantity, coupons, overrides, ...change } = content as unknown as WrittenPlanChange;
  return {
    kind,
    ...change,
    plan: readPlan(plan),
    quantity: quantity === null ? null : parseRational(quantity),
    coupons: coupons === null ? null : readCoupons(coupons),
    overrides: overrides === null ? null : readOverrides(overrides),
  };
};
