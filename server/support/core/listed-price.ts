import { type Charge, everyOne, findPrice, type Price, type RatePlan } from "@/server/catalog/core";
import { type Interval, type IntervalUnit, intervalUnits } from "@/server/kernel";
import { type ChargePrice, type PricePart, partsOfPrice, readPrice } from "@/server/rating/core";

/** A price as a list shows it: its model, what it says part by part, and what the charge has beside it. */
export type ListedPrice = {
  readonly model: ChargePrice["model"];
  readonly parts: readonly PricePart[];
  /** The properties of an event that choose among the parts. */
  readonly properties: readonly [string, string] | null;
  readonly options: readonly ListedOption[];
};

const optionNames = ["amount_off", "percent_off", "minimum", "maximum", "commitment"] as const;

/** An option with its figure; or the interval that the price is for. */
export type ListedOption =
  | { readonly name: (typeof optionNames)[number]; readonly figure: string }
  | { readonly name: "priced_per"; readonly interval: Interval };

export const toListedPrice = ({ terms, ...beside }: Pick<Price, "terms" | "options" | "pricedPer">): ListedPrice => {
  const price = readPrice(terms);
  const properties = price.model === "matrix" ? price.properties : null;
  return { model: price.model, parts: partsOfPrice(price), properties, options: listOptions(beside) };
};

export const listOptions = ({ options = {}, pricedPer }: Pick<Price, "options" | "pricedPer">): ListedOption[] => [
  ...(pricedPer ? [{ name: "priced_per", interval: pricedPer } as const] : []),
  ...optionNames.flatMap((name) => {
    const figure = options[name];
    return figure === undefined ? [] : [{ name, figure }];
  }),
];

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
