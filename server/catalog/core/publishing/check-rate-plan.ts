import { writeScope } from "../price-scope";
import type { Price, RatePlan } from "../rate-plan";
import { checkQuantity } from "./check-figure";
import { checkCharge, checkOptions } from "./check-options";
import { checkPrice } from "./check-price";
import { checkRollover } from "./check-rollover";
import { checkScope } from "./check-scope";
import type { DefinedCharge } from "./priced-charge";
import { type Place, refusePlan } from "./refuse-plan";

export type DefinedPlan = Pick<RatePlan, "key" | "quantityMin" | "quantityMax" | "sellsParts"> & {
  readonly charges: readonly DefinedCharge[];
};

/** Refuses a rate plan that could not be billed as it says: the message names the place and what to do. */
export const checkRatePlan = (plan: DefinedPlan): void => {
  const { charges, quantityMin, quantityMax } = plan;
  if (quantityMin > quantityMax) {
    throw refusePlan("quantity_range", [plan.key, "quantityMin"], "The least is above the most. Lower it.");
  }
  for (const [at, charge] of charges.entries()) {
    const place = [plan.key, "charges", charge.key];
    if (charges.findIndex(({ key }) => key === charge.key) < at) {
      throw refusePlan("charge_twice", place, "Another charge has this key. Give each its own.");
    }
    checkQuantity(charge.included, [...place, "included"], false);
    checkCharge(charge, place);
    checkRollover(charge, place);
    checkPrices(plan, charge, place);
  }
  checkCurrencies(plan);
};

const nameOf = ({ currency, interval }: Pick<Price, "currency" | "interval">): string[] => {
  if (!interval) return [currency, "once"];
  return [currency, interval.count === 1 ? interval.unit : `${interval.count} ${interval.unit}`];
};

const placeOf = (price: Price, place: Place): Place => [
  ...[...place, "prices", ...nameOf(price)],
  ...(price.onlyFor ? [writeScope(price.onlyFor)] : []),
];

const checkPrices = (plan: DefinedPlan, charge: DefinedCharge, place: Place): void => {
  const known = new Set<string>();
  for (const price of charge.prices) {
    const at = placeOf(price, place);
    const name = at.join(".");
    if (known.has(name)) throw refusePlan("price_twice", at, "The charge has such a price already. Leave one out.");
    known.add(name);
    const priced = {
      ...{ charge, price, currency: price.currency },
      unitsMax: charge.followsQuantity ? plan.quantityMax : 1,
      hasWholeUnits: charge.kind !== "usage" && !plan.sellsParts,
    };
    checkPrice(at, priced);
    checkOptions(at, priced);
  }
  for (const price of charge.prices) {
    if (price.onlyFor) checkScope({ ...price, onlyFor: price.onlyFor }, charge.prices, placeOf(price, place));
  }
};

/** Every charge has a price wherever one of the plan's has: in its currency, and for its interval. */
const checkCurrencies = ({ key, charges }: DefinedPlan): void => {
  const sold = charges.flatMap(({ prices }) => prices.filter(isGeneral));
  for (const charge of charges) {
    const place = [key, "charges", charge.key, "prices"];
    if (charge.prices.length === 0) throw refusePlan("price_missing", place, "The charge has no price. Give one.");
    const known = new Set(charge.prices.filter(isGeneral).map(writeName));
    const missing = sold.flatMap((one) => wantedOf(charge, one)).find((one) => !known.has(writeName(one)));
    if (!missing) continue;
    const name = writeName(missing);
    throw refusePlan("price_missing", place, `Another charge has a price in ${name}. Give this one such a price too.`);
  }
};

const isGeneral = ({ onlyFor }: Price): boolean => onlyFor === undefined;

type Sold = Pick<Price, "currency" | "interval">;

const writeName = (price: Sold): string => nameOf(price).join(" ");

/** What a charge is to have because another one is sold so: what is charged once has one price in a currency. */
const wantedOf = ({ kind }: DefinedCharge, { currency, interval }: Sold): Sold[] => {
  if (kind === "one_time") return [{ currency, interval: null }];
  return interval ? [{ currency, interval }] : [];
};
