import {
  currencyExponent,
  formatDecimal,
  formatRational,
  moneyFromExactMinor,
  moneyFromRational,
  roundRationalToPlaces,
} from "@/server/kernel";
import { optionalWholeNumber, rounding } from "../conventions";
import { operation } from "../operation";

export const moneyRound = operation({ rounding, places: optionalWholeNumber }, (input, conventions) => {
  const currency = input.optionalCurrency();
  if (currency === null || conventions.places !== null) {
    const places = conventions.places ?? 0;
    return { amount: formatRational(roundRationalToPlaces(input.number("amount"), places, conventions.rounding)) };
  }
  const money = input.has("minor")
    ? moneyFromExactMinor(input.number("minor"), currency, conventions.rounding)
    : moneyFromRational(input.number("amount"), currency, conventions.rounding);
  return { amount: formatDecimal(money), exponent: currencyExponent(currency), minor: money.minor.toString() };
});
