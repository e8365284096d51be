import {
  everyOne,
  findPrice,
  type IntervalName,
  type PriceCustomer,
  type PriceTerms,
  pricedFor,
  type RatePlan,
  singleFigure,
} from "@/server/catalog/core";
import { compareRationals, type Interval, parseRational, rational } from "@/server/kernel";
import { readPrice } from "@/server/rating/core";
import type { PriceOverrides, SoldPlan } from "@/server/subscriptions/core";
import type { CreateSubscription, DraftRatePlan } from "./order-draft";
import { type OrderRefusal, refuse } from "./order-refusal";

export const toInterval = (interval: IntervalName | Interval): Interval =>
  typeof interval === "string" ? everyOne(interval) : interval;

const isSoldInQuantity = ({ quantityMin, quantityMax, sellsParts }: RatePlan, wanted: number | string): boolean => {
  const quantity = parseRational(String(wanted));
  const least = sellsParts ? 0n : BigInt(quantityMin);
  const isWhole = quantity.d === 1n;
  return (
    (isWhole || sellsParts) &&
    compareRationals(quantity, rational(least)) >= 0 &&
    compareRationals(quantity, rational(BigInt(quantityMax))) <= 0
  );
};

/** In which currency, and by what else prices are chosen. */
export type SoldTo = PriceCustomer & { readonly currency: string };

/** The published versions that are wanted, each once and in a quantity it is sold in; an add-on needs a plan that is paid. */
export const resolveRatePlans = (
  published: readonly RatePlan[],
  { ratePlans: wantedPlans, interval: name }: Pick<CreateSubscription, "ratePlans" | "interval">,
  { currency, ...customer }: SoldTo,
): { readonly ok: true; readonly ratePlans: readonly SoldPlan[] } | OrderRefusal => {
  const interval = toInterval(name);
  const ratePlans: SoldPlan[] = [];
  for (const wanted of wantedPlans) {
    const found = published.find((candidate) => isWanted(candidate, wanted));
    if (!found) return refuse("rate_plan_unknown", { ratePlan: wanted.key });
    const plan = pricedFor(found, customer);
    if (ratePlans.some((other) => other.plan.id === plan.id))
      return refuse("rate_plan_twice", { ratePlan: wanted.key });
    const refusal = checkRatePlan(plan, wanted, interval, currency);
    if (refusal) return refusal;
    ratePlans.push({ plan, quantity: parseRational(String(wanted.quantity)) });
  }
  const hasPaidBase = ratePlans.some(({ plan }) => !plan.isAddOn && isPaid(plan, currency, interval));
  if (!hasPaidBase && ratePlans.some(({ plan }) => plan.isAddOn)) return refuse("add_on_needs_plan", {});
  return { ok: true, ratePlans };
};

const isWanted = (plan: RatePlan, { key, version }: DraftRatePlan): boolean =>
  plan.key === key && (version === undefined ? plan.isOnSale : plan.version === version);

const isPaid = (plan: RatePlan, currency: string, interval: Interval): boolean =>
  plan.charges.some((charge) => {
    const price = findPrice(charge, currency, interval);
    if (price === null) return false;
    const figure = singleFigure(price.terms);
    return figure === null || parseRational(figure).n > 0n;
  });

const checkRatePlan = (
  plan: RatePlan,
  wanted: DraftRatePlan,
  interval: Interval,
  currency: string,
): OrderRefusal | null => {
  const { quantityMin: min, quantityMax: max } = plan;
  if (!isSoldInQuantity(plan, wanted.quantity)) {
    return refuse("quantity_out_of_range", { ratePlan: plan.key, min, max });
  }
  const missing = plan.charges.some((charge) => findPrice(charge, currency, interval) === null);
  return missing ? refuse("price_missing", { ratePlan: plan.key, currency }) : null;
};

/** Negotiated prices by the charges of the catalog: those that name no charge of the plans are left out. */
export const negotiatedPrices = (
  sold: readonly SoldPlan[],
  prices: Readonly<Record<string, PriceTerms>>,
): PriceOverrides =>
  Object.fromEntries(
    sold.flatMap(({ plan }) =>
      plan.charges.flatMap((charge) => {
        const terms = prices[charge.key];
        return terms ? [[charge.id, readPrice(terms)]] : [];
      }),
    ),
  );
