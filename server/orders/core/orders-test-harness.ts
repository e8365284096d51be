import type { Charge, RatePlan } from "@/server/catalog/core";
import { type ChargeId, plainDate, type RatePlanId, type TimePoint } from "@/server/kernel";
import {
  type Conventions,
  standardCollectionPolicy,
  standardDocumentPolicy,
  standardSubscriptionPolicy,
} from "@/server/subscriptions/core";

/** For tests: a catalog of a few plans in euro, bought by a person in Ireland. */
export const conventions: Conventions = {
  service: standardSubscriptionPolicy,
  documents: standardDocumentPolicy,
  collection: standardCollectionPolicy,
};

export const perUnit = (price: string) => ({ model: "per_unit", price });

export const charge = (
  key: string,
  terms: Charge["prices"][number]["terms"],
  change: Partial<Charge> = {},
): Charge => ({
  id: `chg_${key}` as ChargeId,
  key,
  name: key,
  kind: "recurring",
  timing: "in_advance",
  followsQuantity: terms.model === "per_unit",
  meter: null,
  included: "0",
  prices: [
    { currency: "EUR", interval: { unit: "month", count: 1 }, terms },
    { currency: "EUR", interval: { unit: "year", count: 1 }, terms },
  ],
  ...change,
});

export const ratePlan = (key: string, charges: readonly Charge[], change: Partial<RatePlan> = {}): RatePlan => ({
  id: `rpl_${key}_${change.version ?? 1}` as RatePlanId,
  key,
  version: 1,
  name: key,
  productKey: "desk",
  productName: "Desk",
  productFamily: "desk",
  taxCode: "saas",
  isOnSale: true,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 50,
  sellsParts: false,
  trialDays: 0,
  terms: null,
  features: {},
  charges,
  ...change,
});

export const nine = ratePlan("nine", [charge("nine-fee", perUnit("9"))]);
export const twentyNine = ratePlan("twenty-nine", [charge("twenty-nine-fee", perUnit("29"))]);

export const on = (day: string): TimePoint => ({ kind: "day", day: plainDate(day) });
