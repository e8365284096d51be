import type { PriceTerms } from "@/server/catalog/core";
import { DomainError, type Interval, parseRate } from "@/server/kernel";
import { type ChargePrice, checkTiers, isTiered, partsOfPrice, readPrice } from "@/server/rating/core";
import { type Renewal, readRenewal, type WrittenRenewal } from "@/server/subscriptions/core";

const refuse = (reason: string, message: string, field: string): DomainError =>
  new DomainError("invalid_input", `subscription.${reason}`, message, { field });

const requireNotNegative = (figure: string | null, field: string): void => {
  if (figure === null || parseRate(figure) >= 0n) return;
  throw refuse("negative_figure", "Give a figure of 0 or more.", field);
};

/** A price as it was agreed for one subscription. Refuses figures that no price list could hold. */
export const agreedPrice = (terms: PriceTerms): ChargePrice => {
  const price = readPrice(terms);
  if (isTiered(price)) checkTiers(price.tiers);
  for (const { unitPrice, fee, cap, block } of partsOfPrice(price)) {
    for (const figure of [unitPrice, fee, cap, block]) requireNotNegative(figure, "prices");
  }
  return price;
};

const noticeDaysMax = 3_650;
const termUnitsMax = 1_200;

const isCount = (count: number, max: number, min = 1): boolean =>
  Number.isInteger(count) && count >= min && count <= max;

/** A length of a term that can be agreed, in the unit it is counted in. */
export const agreedTerm = (term: Interval): Interval => {
  if (isCount(term.count, termUnitsMax)) return term;
  throw refuse("term", `Give a term of 1 to ${termUnitsMax} whole units.`, "term");
};

/** What was agreed for the end of a term. Refuses a term, rise or notice that cannot be. */
export const agreedRenewal = (written: WrittenRenewal): Renewal => {
  requireNotNegative(written.upliftPercent, "upliftPercent");
  if (!isCount(written.noticeDays, noticeDaysMax, 0)) {
    throw refuse("notice", `Give a notice of 0 to ${noticeDaysMax} days.`, "noticeDays");
  }
  return readRenewal({ ...written, term: written.term && agreedTerm(written.term) });
};
