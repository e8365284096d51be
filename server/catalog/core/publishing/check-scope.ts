import { isSlug } from "@/server/kernel";
import { areAmbiguous, type PriceScope, writeScope } from "../price-scope";
import type { Price } from "../rate-plan";
import { type Place, refusePlan } from "./refuse-plan";

type ScopedPrice = Price & { readonly onlyFor: PriceScope };

const isBeside = (price: Price, { currency, interval }: Price): boolean =>
  price.currency === currency && price.interval?.unit === interval?.unit && price.interval?.count === interval?.count;

/** Refuses a special price that stands alone, or that leaves it open which of two somebody gets. */
export const checkScope = (price: ScopedPrice, prices: readonly Price[], place: Place): void => {
  const { segment } = price.onlyFor;
  if (segment !== null && !isSlug(segment)) {
    const message = "Give a segment of 2 to 40 small letters, digits and hyphens, such as nonprofit.";
    throw refusePlan("segment", [...place, "segment"], message);
  }
  const beside = prices.filter((other) => other.onlyFor !== price.onlyFor && isBeside(other, price));
  if (beside.every(({ onlyFor }) => onlyFor !== undefined)) {
    const message = "There is no such price for everybody. Give one: whoever is not meant here pays it.";
    throw refusePlan("price_general_missing", place, message);
  }
  const rival = beside.find(({ onlyFor }) => onlyFor && areAmbiguous(onlyFor, price.onlyFor));
  if (!rival?.onlyFor) return;
  const shared = price.onlyFor.countries.filter((country) => rival.onlyFor?.countries.includes(country)).join(", ");
  const message = `In ${shared} the price for ${writeScope(rival.onlyFor)} would apply as well. Let one of them hold there.`;
  throw refusePlan("price_ambiguous", place, message);
};
