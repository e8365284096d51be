import { type Currency, currencyExponent, formatDecimal, money } from "@/server/kernel";

export type MoneyFormat = {
  /** Dollars name their country unless the reader lives there and no other dollar is on the page. */
  dollars?: "named" | "plain";
  symbol?: boolean;
};

const locale = "en-GB";
const minusSign = "−";

export function currencyDisplay(currency: Currency, dollars: MoneyFormat["dollars"]) {
  return currency === "JPY" || dollars === "plain" ? "narrowSymbol" : "symbol";
}

export function formatMoney(minor: bigint, currency: Currency, { dollars, symbol = true }: MoneyFormat = {}): string {
  const exponent = currencyExponent(currency);
  const style = symbol
    ? ({ style: "currency", currency, currencyDisplay: currencyDisplay(currency, dollars) } as const)
    : ({ style: "decimal" } as const);
  const format = new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  const decimal = formatDecimal(money(minor, currency)) as Intl.StringNumericLiteral;
  return format.format(decimal).replace("-", minusSign);
}
