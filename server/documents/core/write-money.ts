import { type Currency, currencyExponent, formatDecimal, money } from "@/server/kernel";

const locale = "en-GB";
const minusSign = "−";
const unitPriceDecimalsMax = 12;

const display = (currency: Currency) => (currency === "JPY" ? "narrowSymbol" : "symbol");

const written = (format: Intl.NumberFormat, decimal: string): string =>
  format.format(decimal as Intl.StringNumericLiteral).replace("-", minusSign);

/** €39.27, US$35.00, ¥5,720, −€132.00: to the last unit, however large. */
export const writeMoney = (minor: bigint, currency: Currency): string => {
  const decimals = currencyExponent(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: display(currency),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return written(format, formatDecimal(money(minor, currency)));
};

/** 39.27: for columns whose head names the currency. */
export const writeAmount = (minor: bigint, currency: Currency): string =>
  writeUnitPrice(formatDecimal(money(minor, currency)), currency);

/** 33.00 or 0.0120: a price with the decimals of its currency, and more where it has more. */
export const writeUnitPrice = (decimal: string, currency: Currency): string => {
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: currencyExponent(currency),
    maximumFractionDigits: unitPriceDecimalsMax,
  });
  return written(format, decimal);
};

/** 1,000 or 12.5. */
export const writeQuantity = (decimal: string): string =>
  written(new Intl.NumberFormat(locale, { maximumFractionDigits: unitPriceDecimalsMax }), decimal);

/** 19 %, 25.5 %. The space does not break. */
export const writePercent = (decimal: string): string => `${writeQuantity(decimal)}\u00a0%`;
