import { compareRationals, type Rational, roundRationalToPlaces } from "@/server/kernel";
import { type ChargePrice, type EventPrice, isOfEvents, isTiered } from "./charge-price";
import { computeUplift } from "./compute-uplift";

const placesMax = 12;

const placesOf = (figure: Rational): number => {
  for (let places = 0; places < placesMax; places += 1) {
    if (compareRationals(roundRationalToPlaces(figure, places), figure) === 0) return places;
  }
  return placesMax;
};

/**
 * A price raised by a percentage, once: every sum of money in it, and no bound or size. Each figure is rounded to the
 * places it has, and to those of the currency at least, so that raising it year upon year never outgrows a price list.
 * Shares of an amount stay as they are.
 */
export const raisePrice = (price: ChargePrice, percent: Rational, currencyPlaces: number): ChargePrice => {
  const raise = (figure: Rational): Rational => {
    const { renewed } = computeUplift({ price: figure, percent, years: 1, reading: "once" });
    return roundRationalToPlaces(renewed, Math.max(placesOf(figure), currencyPlaces));
  };
  if (isTiered(price)) {
    const isShare = price.model === "graduated_percentage";
    return {
      ...price,
      tiers: price.tiers.map((tier) => ({
        ...tier,
        unitPrice: isShare ? tier.unitPrice : raise(tier.unitPrice),
        flatFee: raise(tier.flatFee),
        cap: tier.cap && raise(tier.cap),
      })),
    };
  }
  if (isOfEvents(price)) return raiseEventPrice(price, raise);
  switch (price.model) {
    case "carried":
      return price;
    case "flat":
      return { ...price, amount: raise(price.amount) };
    case "per_unit":
      return { ...price, unitPrice: raise(price.unitPrice) };
    case "package":
      return { ...price, price: raise(price.price) };
    default:
      return { ...price, tiers: price.tiers.map((tier) => ({ ...tier, blockPrice: raise(tier.blockPrice) })) };
  }
};

/** The rate stays, and so does what is free; what each event costs beside it is raised. */
const raiseEventPrice = (price: EventPrice, raise: (figure: Rational) => Rational): EventPrice => {
  const orNone = (figure: Rational | null) => figure && raise(figure);
  return price.model === "percentage"
    ? {
        ...price,
        fixedFee: raise(price.fixedFee),
        minPerEvent: orNone(price.minPerEvent),
        maxPerEvent: orNone(price.maxPerEvent),
      }
    : {
        ...price,
        cells: price.cells.map((cell) => ({ ...cell, unitPrice: raise(cell.unitPrice) })),
        otherwise: orNone(price.otherwise),
      };
};
