import { everyOne, findPrice, type IntervalName, type PriceTerms, type RatePlan } from "@/server/catalog/core";
import { isTiered, partsOfPrice, readPrice } from "@/server/rating/core";

export type UsageRange = {
  /** The first and the last unit that cost this much each; without a last one there is no bound. */
  readonly from: string;
  readonly upTo: string | null;
  readonly unitPrice: string;
};

/** What is counted under a plan and billed afterwards, range by range. */
export type UsageTerms = {
  readonly chargeId: string;
  readonly meterKey: string;
  readonly name: string;
  readonly ranges: readonly UsageRange[];
};

/** The usage that a plan bills, in a currency and for an interval. */
export const usageTermsOf = (plan: RatePlan, currency: string, interval: IntervalName): UsageTerms[] =>
  plan.charges.flatMap((charge) => {
    const price = charge.kind === "usage" ? findPrice(charge, currency, everyOne(interval)) : null;
    if (!price || !charge.meter) return [];
    return [{ chargeId: charge.id, meterKey: charge.meter.key, name: charge.name, ranges: rangesOf(price.terms) }];
  });

const rangesOf = (terms: PriceTerms): UsageRange[] => {
  const price = readPrice(terms);
  if (price.model !== "per_unit" && !isTiered(price)) return [];
  return partsOfPrice(price).map(({ from, upTo, unitPrice }) => ({
    from: from ?? "1",
    upTo,
    unitPrice: unitPrice ?? "0",
  }));
};
