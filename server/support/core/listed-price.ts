import { type Charge, everyOne, findPrice, type Price, type RatePlan } from "@/server/catalog/core";
import { type Interval, type IntervalUnit, intervalUnits } from "@/server/kernel";
import { type ChargePrice, type PricePart, partsOfPrice, readPrice } from "@/server/rating/core";

/** A price as a list shows it: its model and what it says, part by part. */
export type ListedPrice = { readonly model: ChargePrice["model"]; readonly parts: readonly PricePart[] };

export const toListedPrice = ({ terms }: Pick<Price, "terms">): ListedPrice => {
  const price = readPrice(terms);
  return { model: price.model, parts: partsOfPrice(price) };
};

/** The price of a charge for an interval; where there is none, everything is charged once. */
export const priceFor = (charge: Charge, currency: string, interval: Interval | null): Price | null =>
  findPrice(charge, currency, interval ?? everyOne("month"));

export const listedPrice = (charge: Charge, currency: string, interval: Interval | null): ListedPrice | null => {
  const price = priceFor(charge, currency, interval);
  return price && toListedPrice(price);
};

const order = (unit: IntervalUnit): number => intervalUnits.indexOf(unit);

/** The intervals that charges have prices for, the shortest first; none where everything is charged once. */
export const intervalsOf = (charges: readonly Charge[]): Interval[] => {
  const all = charges.flatMap(({ prices }) => prices.flatMap(({ interval }) => interval ?? []));
  const distinct = new Map(all.map((interval) => [`${interval.count} ${interval.unit}`, interval]));
  return [...distinct.values()].sort((a, b) => order(a.unit) - order(b.unit) || a.count - b.count);
};

/** The currencies that a plan has prices in, in the order of their codes. */
export const currenciesOf = ({ charges }: Pick<RatePlan, "charges">): string[] =>
  [...new Set(charges.flatMap(({ prices }) => prices.map(({ currency }) => currency)))].sort();
