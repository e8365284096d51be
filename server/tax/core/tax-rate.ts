import type { PlainDate, Rational } from "@/server/kernel";

/** A country by its ISO 3166-1 code, or a part of one: `US`, `US-CA`. */
export type TaxPlace = string;

export type DatedTaxRate = {
  readonly place: TaxPlace;
  readonly percent: Rational;
  readonly category: string;
  /** The first day it holds; null when it has held as long as anybody asks. */
  readonly from: PlainDate | null;
};

export const countryOfPlace = (place: TaxPlace): string => place.split("-", 1)[0] ?? place;

/** `US-CA` lies within `US` and within itself. */
export const isWithinPlace = (place: TaxPlace, area: TaxPlace): boolean =>
  place === area || place.startsWith(`${area}-`);

const isCloser = (rate: DatedTaxRate, best: DatedTaxRate): boolean =>
  rate.place.length === best.place.length
    ? (rate.from ?? "") > (best.from ?? "")
    : rate.place.length > best.place.length;

/**
 * The percentage of a category at a place: of the rates that hold on the day, the one of the narrowest place, then the
 * one that came last. Without a day every rate holds. Null where there is none.
 */
export const taxRateOn = (
  rates: readonly DatedTaxRate[],
  place: TaxPlace,
  category: string,
  day: PlainDate | null,
): Rational | null => {
  const holding = rates.filter(
    (rate) =>
      rate.category === category &&
      isWithinPlace(place, rate.place) &&
      (rate.from === null || day === null || rate.from <= day),
  );
  const [first, ...others] = holding;
  return first ? others.reduce((best, rate) => (isCloser(rate, best) ? rate : best), first).percent : null;
};
