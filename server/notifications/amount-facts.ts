import { taxName, writeDiscounts, writeMoney, writePercent, writeQuantity } from "@/server/documents/core";
import type { DocumentTax } from "@/server/tax/core";
import type { Fact } from "./facts";
import { words } from "./words";

export type AmountLine = {
  readonly description: string;
  readonly quantity: string;
  readonly isPerUnit: boolean;
  readonly netMinor: bigint;
  readonly derivation?: Readonly<Record<string, unknown>>;
};

/** The amounts of an invoice, or of an order that had none to post. */
export type Amounts = {
  readonly currency: string;
  readonly lines: readonly AmountLine[];
  readonly taxes: readonly DocumentTax[];
  readonly subtotalMinor: bigint;
  readonly totalMinor: bigint;
};

export const lineFacts = ({ lines, currency }: Amounts): Fact[] =>
  lines.map((line, at) => ({
    key: `line-${at}`,
    term: [lineName(line), ...writeDiscounts(line.derivation, currency)].join(", "),
    value: writeMoney(line.netMinor, currency),
  }));

export const lineName = ({ description, quantity, isPerUnit }: AmountLine): string =>
  isPerUnit
    ? words("amounts.seats", { description, seats: Number(writeQuantity(quantity).replaceAll(",", "")) })
    : Number(quantity) === 1
      ? description
      : words("amounts.quantity", { description, quantity: writeQuantity(quantity) });

export const taxFacts = ({ taxes, currency }: Amounts): Fact[] =>
  taxes.map((tax, at) => ({ key: `tax-${at}`, term: taxTerm(tax), value: writeMoney(tax.taxMinor, currency) }));

const taxTerm = ({ treatment, jurisdiction, ratePercent }: DocumentTax): string => {
  if (treatment === "reverse_charge") return words("amounts.reverseCharge");
  if (treatment !== "charged") return words("amounts.noTax");
  return words("amounts.tax", { name: taxName(jurisdiction), rate: writePercent(ratePercent) });
};

export const netFact = ({ subtotalMinor, currency }: Amounts): Fact => ({
  key: "net",
  term: words("amounts.net"),
  value: writeMoney(subtotalMinor, currency),
});
