import { groupBy } from "@/server/kernel";
import { appliesTo, type PriceCustomer, rankOfScope } from "./price-scope";
import type { Price, RatePlan } from "./rate-plan";

/** The one of several prices that a customer gets: the most special of those that apply; the general one at last. */
export const choosePrice = (prices: readonly Price[], customer: PriceCustomer): Price | null =>
  prices
    .filter(({ onlyFor }) => appliesTo(onlyFor, customer))
    .reduce<Price | null>(
      (best, price) => (best && rankOfScope(best.onlyFor) >= rankOfScope(price.onlyFor) ? best : price),
      null,
    );

const placeOf = ({ currency, interval }: Price): string => `${currency} ${interval?.count} ${interval?.unit}`;

/** A rate plan as a customer buys it: each charge has one price in a currency and for an interval. */
export const pricedFor = <Plan extends Pick<RatePlan, "charges">>(plan: Plan, customer: PriceCustomer): Plan => ({
  ...plan,
  charges: plan.charges.map((charge) => ({
    ...charge,
    prices: [...groupBy(charge.prices, placeOf).values()].flatMap((ofPlace) => choosePrice(ofPlace, customer) ?? []),
  })),
});
