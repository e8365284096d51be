import { addMoney, type Money, money, type RoundingMode, sumMoney } from "@/server/kernel";
import type { DocumentPolicy } from "@/server/subscriptions/core";
import { computeDocumentTax, type DocumentTax, type TaxDecision } from "@/server/tax/core";
import type { NamedLine } from "./name-lines";

export type PricedLine = NamedLine & { readonly tax: Money; readonly taxPosition: number };

export type PricedDocument = {
  readonly lines: readonly PricedLine[];
  readonly taxes: readonly DocumentTax[];
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
};

/** How the lines of a document are taxed: by this decision, but for those that take back what an earlier one charged. */
export type DocumentTaxing = {
  readonly decision: TaxDecision;
  readonly level: DocumentPolicy["taxLevel"];
  readonly rounding: RoundingMode;
};

/** Taxes lines as one document and adds it up; orders, previews and bill runs all come here. */
export const priceDocument = (
  lines: readonly NamedLine[],
  currency: string,
  { decision, level, rounding }: DocumentTaxing,
): PricedDocument => {
  const taxes = computeDocumentTax(
    lines.map((line) => ({ netMinor: line.net.minor, decision: line.decision ?? decision })),
    { level, rounding },
  );
  const priced = lines.map((line, at): PricedLine => {
    const share = taxes.lines[at] ?? { taxMinor: 0n, taxPosition: 0 };
    return { ...line, tax: money(share.taxMinor, currency), taxPosition: share.taxPosition };
  });
  const net = sumMoney(
    priced.map((line) => line.net),
    currency,
  );
  const tax = sumMoney(
    priced.map((line) => line.tax),
    currency,
  );
  return { lines: priced, taxes: taxes.taxes, net, tax, total: addMoney(net, tax) };
};
