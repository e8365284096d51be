import { type Currency, currencyExponent, formatRational, moneyFromRational, parseRational } from "@/server/kernel";
import { currencyDisplay, formatMoney, type MoneyFormat } from "./format-money";

const decimalsMax = 6;

/** A unit price as people read it: like any amount, or with up to six decimals where it is finer than a cent. */
export function formatUnitPrice(price: string, currency: Currency, format: MoneyFormat = {}): string {
  const exact = formatRational(parseRational(price));
  const decimals = exact.split(".")[1]?.length ?? 0;
  const whole = formatMoney(moneyFromRational(parseRational(price), currency).minor, currency, format);
  if (decimals <= currencyExponent(currency)) return whole;
  const number = new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency,
    currencyDisplay: currencyDisplay(currency, format.dollars),
    minimumFractionDigits: Math.min(decimals, decimalsMax),
    maximumFractionDigits: decimalsMax,
  });
  return number.format(exact as Intl.StringNumericLiteral);
}
