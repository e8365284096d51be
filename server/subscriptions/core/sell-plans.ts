import { type Charge, findPrice, type RatePlan } from "@/server/catalog/core";
import { type Interval, invariant, ONE, parseRational, type Rational } from "@/server/kernel";
import { readPrice } from "@/server/rating/core";
import { optionsOfPrice } from "./options-of-price";
import type { ChargeTerms, PlanTerms } from "./plan-terms";

/** A rate plan that is sold, and how many of it. */
export type SoldPlan = { readonly plan: RatePlan; readonly quantity: Rational };

export type SoldTerms = {
  readonly plan: PlanTerms;
  /** Of the plan that is no add-on: charges that go with the subscription's quantity follow it. */
  readonly quantity: Rational;
};

/** What a subscription of several rate plans consists of, in one currency and interval. */
export const sellPlans = (sold: readonly SoldPlan[], currency: string, interval: Interval): SoldTerms => {
  const main = sold.find(({ plan }) => !plan.isAddOn) ?? sold[0];
  invariant(main, "Something is sold.");
  const charges = sold.flatMap((one) =>
    one.plan.charges.map((charge) => toTerms(charge, one, { isMain: one === main, currency, interval })),
  );
  return {
    plan: {
      key: sold
        .map(({ plan }) => plan.id as string)
        .sort()
        .join(" "),
      interval,
      trialDays: main.plan.trialDays,
      terms: main.plan.terms,
      charges,
    },
    quantity: main.quantity,
  };
};

type SoldAs = { readonly isMain: boolean; readonly currency: string; readonly interval: Interval };

const toTerms = (charge: Charge, { quantity }: SoldPlan, { isMain, currency, interval }: SoldAs): ChargeTerms => {
  const price = findPrice(charge, currency, interval);
  invariant(price, `Charge ${charge.key} has no price in ${currency} for this interval.`);
  const own = charge.followsQuantity ? quantity : ONE;
  const options = optionsOfPrice(charge, price, interval);
  return {
    key: charge.id,
    kind: charge.kind,
    timing: charge.timing,
    price: readPrice(price.terms),
    quantity: isMain && charge.followsQuantity ? null : own,
    meter: charge.meter,
    included: parseRational(charge.included),
    ...(charge.rollover ? { rollover: charge.rollover } : {}),
    ...(options ? { options } : {}),
  };
};
